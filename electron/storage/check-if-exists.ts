import { AppError } from '#shared/errors.ts'
import type { BucketClient } from './bucket-client.ts'
import { head } from './head.ts'

/** Whether there is an object; a missing bucket or a missing permission is an error, not a "no". */
export async function checkIfExists(
  client: BucketClient,
  key: string,
  signal?: AbortSignal,
): Promise<boolean> {
  try {
    await head(client, key, signal)
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return false
    throw error
  }
}
