import { PutObjectAclCommand, PutObjectTaggingCommand } from '@aws-sdk/client-s3'
import type { NotKept } from '#shared/s3.ts'
import type { BucketClient } from './bucket-client.ts'
import type { CopyRequest } from './copy-request.ts'
import { isRefusal } from './copy-source.ts'

/** S3 gives every copy to its owner alone; who else may use the source is said again here. */
export async function keepAccess(
  client: BucketClient,
  { source, key }: CopyRequest,
  signal: AbortSignal | undefined,
): Promise<NotKept[]> {
  const { access } = source
  if (!access) return []
  const does = `give the users of “${source.head.key}” the copy “${key}”`
  const attempt = client.attempt(does, 's3:PutObjectAcl', { key })
  const AccessControlPolicy = { Owner: access.Owner, Grants: [...access.Grants] }
  const command = () =>
    new PutObjectAclCommand({ Bucket: client.bucket, Key: key, AccessControlPolicy })
  return unlessRefused('access', () =>
    client.send(sdk => sdk.send(command()), attempt, { signal, patience: 'long' }),
  )
}

/** Gives an object the source's tags, where a server forgets those that its making came with. */
export async function keepTags(
  client: BucketClient,
  { source, key }: CopyRequest,
  signal: AbortSignal | undefined,
): Promise<NotKept[]> {
  const { tags = [] } = source
  if (tags.length === 0) return []
  const does = `give “${key}” in the bucket “${client.bucket}” its tags`
  const attempt = client.attempt(does, 's3:PutObjectTagging', { key })
  const command = () =>
    new PutObjectTaggingCommand({
      Bucket: client.bucket,
      Key: key,
      Tagging: { TagSet: [...tags] },
    })
  return unlessRefused('tags', () =>
    client.send(sdk => sdk.send(command()), attempt, { signal, patience: 'long' }),
  )
}

async function unlessRefused(what: NotKept, send: () => Promise<unknown>): Promise<NotKept[]> {
  try {
    await send()
    return []
  } catch (error) {
    if (!isRefusal(error)) throw error
    return [what]
  }
}
