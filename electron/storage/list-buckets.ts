import { ListBucketsCommand } from '@aws-sdk/client-s3'
import type { Bucket } from '#shared/s3.ts'
import type { BucketClient } from './bucket-client.ts'

/** All buckets that the credentials own, every page. */
export async function listBuckets(client: BucketClient, signal?: AbortSignal): Promise<Bucket[]> {
  const attempt = client.attempt('list the buckets', 's3:ListAllMyBuckets')
  const buckets: Bucket[] = []
  let token: string | undefined
  do {
    const page = await client.send(
      sdk => sdk.send(new ListBucketsCommand(token ? { ContinuationToken: token } : {})),
      attempt,
      { signal },
    )
    for (const { Name, CreationDate, BucketRegion } of page.Buckets ?? []) {
      if (Name === undefined) continue
      buckets.push({
        name: Name,
        ...(CreationDate ? { created: CreationDate.getTime() } : {}),
        ...(BucketRegion ? { region: BucketRegion } : {}),
      })
    }
    token = page.ContinuationToken === token ? undefined : page.ContinuationToken
  } while (token)
  return buckets
}
