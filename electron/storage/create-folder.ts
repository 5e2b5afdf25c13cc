import { AppError } from '#shared/errors.ts'
import { DELIMITER } from '#shared/location.ts'
import type { BucketClient } from './bucket-client.ts'
import { conditionFor } from './conditional-write.ts'
import { listPage } from './list-page.ts'
import { putBytes } from './put-bytes.ts'

/**
 * Makes a folder that shows although it is empty: a zero-byte object whose key is the prefix, as the
 * AWS console makes it.
 *
 * @param prefix ends with the delimiter
 * @throws AppError `already-exists` when there is a marker, or anything below the prefix
 */
export async function createFolder(
  client: BucketClient,
  prefix: string,
  signal?: AbortSignal,
): Promise<void> {
  const does = `make the folder “${prefix}” in the bucket “${client.bucket}”`
  const conflict = 'already-exists'
  const attempt = client.attempt(does, 's3:PutObject', { key: prefix, conflict })
  if (!prefix.endsWith(DELIMITER)) {
    throw new AppError({
      code: 'invalid',
      message: `“${prefix}” is not the name of a folder: it does not end with “${DELIMITER}”.`,
      remedy: 'Choose another name.',
      subject: attempt.subject,
    })
  }
  if (await isInhabited(client, prefix, signal)) {
    throw new AppError({
      code: 'already-exists',
      message: `The folder “${prefix}” exists already in the bucket “${client.bucket}”.`,
      remedy: 'Choose another name, or use the folder that is there.',
      subject: attempt.subject,
    })
  }
  const condition = await conditionFor(client, { key: prefix, ifNoneMatch: true }, attempt, signal)
  const body = new Uint8Array(0)
  const contentType = 'application/x-directory'
  await putBytes(client, { key: prefix, body, contentType, condition, attempt }, signal)
}

/** Credentials that may not list still make folders: the write's own condition decides then. */
async function isInhabited(
  client: BucketClient,
  prefix: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    const { objects } = await listPage(client, { prefix, maxKeys: 1 }, signal)
    return objects.length > 0
  } catch (error) {
    if (error instanceof AppError && error.code === 'denied') return false
    throw error
  }
}
