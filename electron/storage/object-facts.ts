import {
  GetObjectAclCommand,
  GetObjectTaggingCommand,
  type Grantee,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3'
import type { ObjectAcl, Tag, VersionCount } from '#shared/properties.ts'
import type { BucketClient } from './bucket-client.ts'

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export async function objectTags(
  client: BucketClient,
  key: string,
  signal?: AbortSignal,
): Promise<Tag[]> {
  const does = `read the tags of “${key}” in the bucket “${client.bucket}”`
  const answer = await client.send(
    sdk => sdk.send(new GetObjectTaggingCommand({ Bucket: client.bucket, Key: key })),
    client.attempt(does, 's3:GetObjectTagging', { key }),
    { signal },
  )
  return (answer.TagSet ?? []).map(({ Key = '', Value = '' }) => ({ key: Key, value: Value }))
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html */
export async function objectAcl(
  client: BucketClient,
  key: string,
  signal?: AbortSignal,
): Promise<ObjectAcl> {
  const does = `read the access control list of “${key}” in the bucket “${client.bucket}”`
  const { Owner, Grants } = await client.send(
    sdk => sdk.send(new GetObjectAclCommand({ Bucket: client.bucket, Key: key })),
    client.attempt(does, 's3:GetObjectAcl', { key }),
    { signal },
  )
  const owner = Owner?.DisplayName ?? Owner?.ID
  return {
    ...(owner === undefined ? {} : { owner }),
    grants: (Grants ?? []).map(({ Grantee, Permission = '' }) => ({
      grantee: granteeName(Grantee),
      permission: Permission,
    })),
  }
}

/** Counts every version of exactly this key, page by page. */
export async function countVersions(
  client: BucketClient,
  key: string,
  signal?: AbortSignal,
): Promise<VersionCount> {
  const does = `list the versions of “${key}” in the bucket “${client.bucket}”`
  const attempt = client.attempt(does, 's3:ListBucketVersions', { key })
  const count = { versions: 0, deleteMarkers: 0, bytes: 0 }
  let from: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined
  do {
    const page = await client.send(
      sdk =>
        sdk.send(
          new ListObjectVersionsCommand({ Bucket: client.bucket, Prefix: key, ...(from ?? {}) }),
        ),
      attempt,
      { signal },
    )
    for (const version of page.Versions ?? []) {
      if (version.Key !== key) continue
      count.versions += 1
      count.bytes += version.Size ?? 0
    }
    count.deleteMarkers += (page.DeleteMarkers ?? []).filter(({ Key }) => Key === key).length
    const next = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
    // Versions come in key order, and longer keys after shorter ones: then all of ours were there.
    const goesOn = page.IsTruncated && next.KeyMarker === key
    const repeats = from !== undefined && from.VersionIdMarker === next.VersionIdMarker
    from = goesOn && !repeats ? next : undefined
  } while (from)
  return count
}

function granteeName(grantee: Grantee | undefined): string {
  const group = grantee?.URI?.split('/').at(-1)
  if (group === 'AllUsers') return 'Everyone'
  if (group === 'AuthenticatedUsers') return 'Anyone with an AWS account'
  return group ?? grantee?.DisplayName ?? grantee?.ID ?? grantee?.EmailAddress ?? 'Somebody'
}
