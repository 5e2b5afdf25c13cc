import { AppError } from '#shared/errors.ts'
import type { EditTarget } from '#shared/external.ts'
import type { NotKept } from '#shared/s3.ts'
import type { LocalFile } from '../storage/upload-task.ts'
import { contentTypeOf } from '../transfers/content-type.ts'
import { numberedName } from '../transfers/numbered-name.ts'
import type { EditStorage } from './edit-storage.ts'

/** After so many taken names something else is wrong. */
const MOST_COPIES = 50

/** Where a file went. */
export interface StoredEdit {
  readonly key: string
  readonly etag: string
  readonly notKept: readonly NotKept[]
}

/**
 * Stores a file that a program saved; everything else about the object stays as it was.
 *
 * @throws AppError `changed-meanwhile` or `not-found` when the version it came from is no longer there
 */
export async function storeEdit(
  storage: EditStorage,
  { key, etag }: { readonly key: string; readonly etag: string },
  file: LocalFile,
  to: EditTarget,
  signal: AbortSignal,
): Promise<StoredEdit> {
  switch (to) {
    case 'same':
      try {
        return { key, ...(await storage.replace({ key, body: file, ifMatch: etag }, signal)) }
      } catch (error) {
        if (!isFailure(error, 'changed-meanwhile')) throw error
        // An upload whose answer was lost, or that Pail did not live to note, was stored all the same.
        const held = await storage.holdsFile(key, file, signal)
        if (held?.etag === undefined) throw error
        return { key, etag: held.etag, notKept: [] }
      }
    case 'whatever-is-there':
      try {
        return { key, ...(await storage.replace({ key, body: file }, signal)) }
      } catch (error) {
        if (!isFailure(error, 'not-found')) throw error
        return storeNew(storage, key, file, signal)
      }
    case 'copy':
      return storeCopy(storage, key, file, signal)
    default:
      return to satisfies never
  }
}

/** Whether it is this kind of failure. */
export function isFailure(error: unknown, ...codes: readonly AppError['code'][]): boolean {
  return error instanceof AppError && codes.includes(error.code)
}

async function storeCopy(
  storage: EditStorage,
  key: string,
  file: LocalFile,
  signal: AbortSignal,
): Promise<StoredEdit> {
  for (let number = 2; ; number += 1) {
    try {
      return await storeNew(storage, numberedName(key, number), file, signal)
    } catch (error) {
      if (!isFailure(error, 'already-exists') || number > MOST_COPIES) throw error
    }
  }
}

async function storeNew(
  storage: EditStorage,
  key: string,
  file: LocalFile,
  signal: AbortSignal,
): Promise<StoredEdit> {
  const contentType = contentTypeOf(key)
  const request = { key, body: file, contentType, ifNoneMatch: true } as const
  const { etag = '' } = await storage.upload(request, signal)
  return { key, etag, notKept: [] }
}
