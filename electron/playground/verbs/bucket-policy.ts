import { bucketOf, type Exchange } from '../exchange.ts'
import { S3Error } from '../s3-error.ts'
import { element, xmlDocument } from '../xml-write.ts'

const KIND = 'policy'

/** GetBucketPolicy: the JSON as it was put. */
export function getBucketPolicy(exchange: Exchange): void {
  const bucket = bucketOf(exchange)
  const policy = exchange.store.buckets.document(bucket, KIND)
  if (policy === undefined) {
    throw new S3Error('NoSuchBucketPolicy', { detail: { BucketName: bucket.name } })
  }
  exchange.reply.json(policy)
}

/** PutBucketPolicy. The policy is kept, and rules over nobody: there is one user, the owner. */
export async function putBucketPolicy(exchange: Exchange): Promise<void> {
  const bucket = bucketOf(exchange)
  const policy = await exchange.body.text()
  if (!isPolicy(policy)) throw new S3Error('MalformedPolicy')
  exchange.store.buckets.setDocument(bucket, KIND, policy)
  exchange.reply.empty(204)
}

/** DeleteBucketPolicy. */
export function deleteBucketPolicy(exchange: Exchange): void {
  exchange.store.buckets.deleteDocument(bucketOf(exchange), KIND)
  exchange.reply.empty(204)
}

/** GetBucketPolicyStatus: nothing here is open to the public. */
export function getBucketPolicyStatus(exchange: Exchange): void {
  const bucket = bucketOf(exchange)
  if (exchange.store.buckets.document(bucket, KIND) === undefined) {
    throw new S3Error('NoSuchBucketPolicy', { detail: { BucketName: bucket.name } })
  }
  exchange.reply.xml(200, xmlDocument('PolicyStatus', element('IsPublic', 'FALSE')))
}

function isPolicy(text: string): boolean {
  try {
    const policy: unknown = JSON.parse(text)
    return typeof policy === 'object' && policy !== null && 'Statement' in policy
  } catch (cause) {
    if (cause instanceof SyntaxError) return false
    throw cause
  }
}
