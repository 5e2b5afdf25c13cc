import { ListObjectsV2Command, type ListObjectsV2CommandOutput } from '@aws-sdk/client-s3'
import { AppError } from '#shared/errors.ts'
import type { ObjectPage, S3Object } from '#shared/s3.ts'
import type { Attempt } from './attempt.ts'
import type { BucketClient } from './bucket-client.ts'
import { type ScannedListing, withoutQuotes } from './scan-listing.ts'

/** Which keys to list. All are exactly as S3 has them; `token` continues an earlier page. */
export interface PageRequest {
  readonly prefix: string
  /** Keys that go on after it are rolled up into common prefixes. */
  readonly delimiter?: string | undefined
  /** Only keys after this one, in UTF-8 byte order. */
  readonly startAfter?: string | undefined
  readonly token?: string | undefined
  /** At most this many keys and common prefixes; servers cap it at 1,000, and a few do not. */
  readonly maxKeys?: number | undefined
}

/**
 * One page of ListObjectsV2. Keys are asked for URL-encoded, since XML 1.0 can't carry most control
 * characters, and decoded when the server says that it did so.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 * @throws AppError, `not-s3` also when the answer leaves open whether there is more
 */
export async function listPage(
  client: BucketClient,
  request: PageRequest,
  signal?: AbortSignal,
): Promise<ObjectPage> {
  const attempt = listAttempt(client, request.prefix)
  let rows: ScannedListing | undefined
  const onListing = (listing: ScannedListing) => {
    rows = listing
  }
  const answer = await client.send(
    sdk =>
      sdk.send(
        new ListObjectsV2Command({
          Bucket: client.bucket,
          Prefix: request.prefix,
          Delimiter: request.delimiter,
          StartAfter: request.token === undefined ? request.startAfter : undefined,
          ContinuationToken: request.token,
          MaxKeys: request.maxKeys,
          EncodingType: 'url',
        }),
      ),
    attempt,
    { signal, onListing },
  )
  return pageOf(answer, rows, attempt)
}

export function listAttempt(client: BucketClient, prefix: string): Attempt {
  const folder = prefix === '' ? '' : `“${prefix}” in `
  return client.attempt(`list ${folder}the bucket “${client.bucket}”`, 's3:ListBucket')
}

function pageOf(
  answer: ListObjectsV2CommandOutput,
  rows: ScannedListing | undefined,
  attempt: Attempt,
): ObjectPage {
  const { IsTruncated, NextContinuationToken } = answer
  if (IsTruncated === undefined || (IsTruncated && !NextContinuationToken)) {
    throw incomplete(attempt, 'The answer does not say how the listing goes on')
  }
  const decode = answer.EncodingType === 'url' ? urlDecoded : (text: string) => text
  const objects: S3Object[] = []
  for (const object of rows?.objects ?? []) objects.push({ ...object, key: decode(object.key) })
  for (const { Key, Size, LastModified, ETag, StorageClass } of answer.Contents ?? []) {
    if (Key === undefined) throw incomplete(attempt, 'The answer has an object without a key')
    objects.push({
      key: decode(Key),
      size: Size ?? 0,
      modified: LastModified?.getTime() ?? 0,
      etag: withoutQuotes(ETag),
      storageClass: StorageClass ?? 'STANDARD',
    })
  }
  const commonPrefixes = (rows?.commonPrefixes ?? []).map(decode)
  for (const { Prefix } of answer.CommonPrefixes ?? []) {
    if (Prefix !== undefined) commonPrefixes.push(decode(Prefix))
  }
  const next = IsTruncated ? NextContinuationToken : undefined
  return { objects, commonPrefixes, ...(next === undefined ? {} : { next }) }
}

/** A listing that can't be trusted to be whole: never shown as if it were. */
export function incomplete(attempt: Attempt, serverMessage: string): AppError {
  return new AppError({
    code: 'not-s3',
    message: `Pail could not ${attempt.does}: the server’s answer is not a whole listing.`,
    remedy: 'Check that the endpoint is an S3 API, and tell whoever runs the server.',
    subject: attempt.subject,
    details: { serverMessage },
  })
}

/** S3 encodes as forms do: a space is `+`. Bytes that are no UTF-8 become U+FFFD. */
function urlDecoded(text: string): string {
  if (!/[%+]/.test(text)) return text
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch (error) {
    if (!(error instanceof URIError)) throw error
    const bytes = spaced.replace(/(?:%[0-9a-f]{2})+/gi, run =>
      Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
    )
    return bytes
  }
}
