import { DeleteObjectsCommand } from '@aws-sdk/client-s3'
import { AppError, type Failure } from '#shared/errors.ts'
import type { BucketClient } from './bucket-client.ts'
import { deleteAttempt, deleteObject } from './delete-object.ts'
import { failureOfCode } from './failure.ts'

/** What became of each key. */
export interface DeleteResult {
  readonly deleted: string[]
  readonly failed: { key: string; failure: Failure }[]
}

/** The most keys one DeleteObjects takes. */
const BATCH = 1000
/** Single deletes under way at a time, for servers without DeleteObjects. */
const LANES = 8
/** What the XML of DeleteObjects can't carry, or would not bring back as it was. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML refuses
const NOT_IN_XML = /[\x00-\x1f\x7f\ufffe\uffff]/

/**
 * Deletes many keys, 1,000 a request. One key's failure is told with the key and stops no other; a
 * failure of the whole request (no connection, no such bucket) is thrown.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 */
export async function deleteMany(
  client: BucketClient,
  keys: readonly string[],
  signal?: AbortSignal,
): Promise<DeleteResult> {
  const result: DeleteResult = { deleted: [], failed: [] }
  const plain = keys.filter(key => !NOT_IN_XML.test(key))
  const single = keys.filter(key => NOT_IN_XML.test(key))
  for (let at = 0; at < plain.length; at += BATCH) {
    const batch = plain.slice(at, at + BATCH)
    if (!client.capabilities.deleteObjects) single.push(...batch)
    else if (!(await deleteBatch(client, batch, result, signal))) single.push(...batch)
  }
  await deleteSingly(client, single, result, signal)
  return result
}

/** `false` when the server has no DeleteObjects. */
async function deleteBatch(
  client: BucketClient,
  keys: readonly string[],
  result: DeleteResult,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const does = `delete ${keys.length} objects from the bucket “${client.bucket}”`
  const Objects = keys.map(Key => ({ Key }))
  try {
    const { Errors = [] } = await client.send(
      sdk =>
        sdk.send(
          new DeleteObjectsCommand({ Bucket: client.bucket, Delete: { Objects, Quiet: true } }),
        ),
      client.attempt(does, 's3:DeleteObject'),
      { signal, patience: 'long' },
    )
    const failed = new Map(Errors.map(({ Key, Code, Message }) => [Key, { Code, Message }]))
    for (const key of keys) {
      const error = failed.get(key)
      // To delete what is not there is no failure, whatever a few servers say.
      if (!error || error.Code === 'NoSuchKey') result.deleted.push(key)
      else {
        const { failure } = failureOfCode(error.Code, error.Message, deleteAttempt(client, key))
        result.failed.push({ key, failure })
      }
    }
    return true
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-supported') throw error
    client.capabilities.deleteObjects = false
    return false
  }
}

async function deleteSingly(
  client: BucketClient,
  keys: readonly string[],
  result: DeleteResult,
  signal: AbortSignal | undefined,
): Promise<void> {
  let taken = 0
  const failures: unknown[] = []
  const lane = async () => {
    for (let key = keys[taken++]; key !== undefined; key = keys[taken++]) {
      if (failures.length > 0) return
      try {
        await deleteObject(client, key, signal)
        result.deleted.push(key)
      } catch (error) {
        if (error instanceof AppError && isAboutOneKey(error)) {
          result.failed.push({ key, failure: error.failure })
        } else failures.push(error)
      }
    }
  }
  // Nothing may still be deleting when the caller hears of a failure.
  await Promise.all(Array.from({ length: Math.min(LANES, keys.length) }, lane))
  if (failures.length > 0) throw failures[0]
}

function isAboutOneKey({ code }: AppError): boolean {
  return (
    code === 'denied' || code === 'invalid' || code === 'changed-meanwhile' || code === 'not-found'
  )
}
