import { AppError } from '#shared/errors.ts'
import type { ObjectPage } from '#shared/s3.ts'
import type { Attempt } from './attempt.ts'
import type { BucketClient } from './bucket-client.ts'
import { PackedPage } from './packed-page.ts'
import type { ReadPage } from './read-listing.ts'
import { sendListing } from './send-listing.ts'

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
  let read: ReadPage | undefined
  const onListing = (listing: ReadPage) => {
    read = listing
  }
  await client.send(
    sdk =>
      sendListing(sdk, {
        Bucket: client.bucket,
        Prefix: request.prefix,
        Delimiter: request.delimiter,
        StartAfter: request.token === undefined ? request.startAfter : undefined,
        ContinuationToken: request.token,
        MaxKeys: request.maxKeys,
        EncodingType: 'url',
      }),
    attempt,
    { signal, onListing },
  )
  return pageOf(read, attempt)
}

export function listAttempt(client: BucketClient, prefix: string): Attempt {
  const folder = prefix === '' ? '' : `“${prefix}” in `
  return client.attempt(`list ${folder}the bucket “${client.bucket}”`, 's3:ListBucket')
}

function pageOf(read: ReadPage | undefined, attempt: Attempt): ObjectPage {
  if (!read || read.isTruncated === undefined || (read.isTruncated && !read.nextToken)) {
    throw incomplete(attempt, 'The answer does not say how the listing goes on')
  }
  const { page, isTruncated, nextToken } = read
  return isTruncated ? new PackedPage(page.keys, page.prefixes, page.columns, nextToken) : page
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
