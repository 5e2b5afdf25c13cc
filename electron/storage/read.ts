import type { Readable } from 'node:stream'
import { GetObjectCommand, type GetObjectCommandOutput } from '@aws-sdk/client-s3'
import { AppError } from '#shared/errors.ts'
import type { ChecksumAlgorithm } from '#shared/s3.ts'
import type { Attempt } from './attempt.ts'
import type { BucketClient } from './bucket-client.ts'
import { DirectBody } from './direct-body.ts'
import { checksumsOf, head } from './head.ts'
import { piecesOf } from './pieces.ts'
import { watchedPieces } from './watched-pieces.ts'
import { type Watch, watched } from './watched-stream.ts'
import { withoutQuotes } from './without-quotes.ts'

/** What to read. `end` is inclusive, in bytes from the start of the object. */
export interface ReadRequest {
  readonly key: string
  readonly range?: { readonly start: number; readonly end?: number | undefined } | undefined
  /** Only this version of the bytes: an ETag, without quotes. */
  readonly ifMatch?: string | undefined
}

/** What the server says of bytes on their way. */
interface Told {
  /** Bytes to come; of the range, when one was asked for. */
  readonly size: number
  readonly totalSize: number
  readonly etag: string
  readonly contentType?: string
  /** Milliseconds since the Unix epoch. */
  readonly modified?: number
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly value: string }
  readonly checksumType?: 'COMPOSITE' | 'FULL_OBJECT'
}

/** Bytes on their way, and what the server says of them. Destroy the stream when done early. */
export interface ReadResult extends Told {
  /** Ends only after `size` bytes; otherwise it fails with an AppError. */
  readonly stream: Readable
}

/** The same in pieces of many kilobytes, for who is done with each before the next. */
export interface FetchResult extends Told {
  /** To be asked for once. Ends only after `size` bytes; otherwise it fails with an AppError. */
  readonly pieces: AsyncIterable<readonly Buffer[]>
  /** Reads no more; not needed once pieces were asked for. */
  discard(): void
}

/**
 * Reads an object or a range of it as a stream. A server that says nothing for 30 seconds while the
 * reader is waiting is given up; a reader that takes its time is not.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 * @throws AppError, `changed-meanwhile` when `ifMatch` no longer holds, `not-supported` when the
 *   server ignores the range
 */
export async function read(
  client: BucketClient,
  request: ReadRequest,
  signal?: AbortSignal,
): Promise<ReadResult> {
  const { body, watch, told } = await open(client, request, signal, false)
  return { ...told, stream: watched(body, watch) }
}

/**
 * Reads an object or a range of it in pieces, without a copy of them being made: each is good until
 * the next one is asked for. Otherwise it is as {@link read}.
 *
 * @throws AppError, `changed-meanwhile` when `ifMatch` no longer holds, `not-supported` when the
 *   server ignores the range
 */
export async function fetch(
  client: BucketClient,
  request: ReadRequest,
  signal?: AbortSignal,
): Promise<FetchResult> {
  const { body, watch, told } = await open(client, request, signal, true)
  const discard = () => void body.destroy()
  if (body instanceof DirectBody) return { ...told, discard, pieces: watchedPieces(body, watch) }
  return { ...told, discard, pieces: piecesOf(watched(body, watch)) }
}

/** Asks for the bytes, and looks at all that comes before them. */
async function open(
  client: BucketClient,
  { key, range, ifMatch }: ReadRequest,
  signal: AbortSignal | undefined,
  wantsBytes: boolean,
): Promise<{ body: Readable; watch: Watch; told: Told }> {
  const attempt = client.attempt(`read “${key}” in the bucket “${client.bucket}”`, 's3:GetObject', {
    key,
  })
  const answer = await client.send(
    sdk =>
      sdk.send(
        new GetObjectCommand({
          Bucket: client.bucket,
          Key: key,
          Range: range && `bytes=${range.start}-${range.end ?? ''}`,
          IfMatch: ifMatch === undefined ? undefined : quoted(ifMatch),
        }),
      ),
    attempt,
    {
      signal,
      wantsBytes,
      patience: 'long',
      checksums: !range && client.capabilities.checksumMode === 'yes',
    },
  )
  const body = answer.Body as Readable
  if (ifMatch !== undefined && answer.ETag && withoutQuotes(answer.ETag) !== ifMatch) {
    body.destroy()
    throw anotherVersion(attempt)
  }
  const whole = wholeSize(answer)
  if (range && whole === undefined && (range.start > 0 || range.end !== undefined)) {
    body.destroy()
    throw new AppError({
      code: 'not-supported',
      message: `Pail could not ${attempt.does} in parts: the server ignores ranges.`,
      remedy: 'Read the whole object instead.',
      subject: attempt.subject,
    })
  }
  const size = answer.ContentLength ?? (await head(client, key, signal)).size
  const [checksum] = checksumsOf(answer)
  const told = {
    size,
    totalSize: whole ?? size,
    etag: withoutQuotes(answer.ETag),
    ...(answer.ContentType === undefined ? {} : { contentType: answer.ContentType }),
    ...(answer.LastModified ? { modified: answer.LastModified.getTime() } : {}),
    ...(checksum ? { checksum } : {}),
    ...(answer.ChecksumType ? { checksumType: answer.ChecksumType } : {}),
  }
  return { body, told, watch: { size, attempt, timeouts: client.timeouts, signal } }
}

/** Some servers, and whoever answers in their place, do not look at conditions. */
function anotherVersion({ does, subject }: Attempt): AppError {
  return new AppError({
    code: 'changed-meanwhile',
    message: `Pail could not ${does}: another version is there by now.`,
    remedy: 'Refresh the listing and try again.',
    subject,
  })
}

/** An ETag as If-Match and If-None-Match take it. */
export function quoted(etag: string): string {
  return /^(W\/)?"|^\*$/.test(etag) ? etag : `"${etag}"`
}

function wholeSize({ ContentRange }: GetObjectCommandOutput): number | undefined {
  const total = /\/(\d+)$/.exec(ContentRange ?? '')?.[1]
  return total === undefined ? undefined : Number(total)
}
