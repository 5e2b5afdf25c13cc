import { HeadObjectCommand } from '@aws-sdk/client-s3'
import { AppError } from '#shared/errors.ts'
import type { BucketClient } from './bucket-client.ts'
import { quoted } from './read.ts'

/** Parts that are asked for one by one where they are not all alike. */
const MOST_ASKED = 1_000
const LANES = 8

/**
 * How an object was cut into parts: their sizes in bytes. Nearly always all but the last are alike,
 * which the first and the last prove together with the size of the whole.
 *
 * @param object its size in bytes, the version that is meant, and how many parts it has
 * @returns `undefined` where the endpoint does not tell
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html, partNumber
 * @throws AppError when the object can't be looked at, or is another one by now
 */
export async function partSizes(
  client: BucketClient,
  object: {
    readonly key: string
    readonly etag: string
    readonly size: number
    readonly parts: number
  },
  signal?: AbortSignal,
): Promise<readonly number[] | undefined> {
  const { size, parts } = object
  const sizeOf = (part: number) => sizeOfPart(client, object, part, signal)
  const first = await sizeOf(1)
  if (first === undefined) return undefined
  const last = parts === 1 ? first : await sizeOf(parts)
  if (last === undefined) return undefined
  if (first * (parts - 1) + last === size) {
    return Array.from({ length: parts }, (_, at) => (at < parts - 1 ? first : last))
  }
  if (parts > MOST_ASKED) return undefined
  const sizes: number[] = new Array(parts)
  const numbers = sizes.keys()
  const lane = async (): Promise<void> => {
    for (const at of numbers) sizes[at] = (await sizeOf(at + 1)) ?? Number.NaN
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return sizes.reduce((sum, part) => sum + part, 0) === size ? sizes : undefined
}

/** `undefined` where a server knows no parts, or answers for the whole. */
async function sizeOfPart(
  client: BucketClient,
  { key, etag, parts }: { readonly key: string; readonly etag: string; readonly parts: number },
  part: number,
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
  const does = `look at part ${part} of “${key}” in the bucket “${client.bucket}”`
  try {
    const answer = await client.send(
      sdk =>
        sdk.send(
          new HeadObjectCommand({
            Bucket: client.bucket,
            Key: key,
            PartNumber: part,
            IfMatch: etag === '' ? undefined : quoted(etag),
          }),
        ),
      client.attempt(does, 's3:GetObject', { key }),
      { signal },
    )
    return answer.PartsCount === parts || (parts === 1 && answer.PartsCount === undefined)
      ? answer.ContentLength
      : undefined
  } catch (error) {
    if (error instanceof AppError && UNTOLD.has(error.failure.details.status ?? 0)) return undefined
    throw error
  }
}

/** What servers answer that do not know the parameter, or the part. */
const UNTOLD = new Set([400, 416, 501])
