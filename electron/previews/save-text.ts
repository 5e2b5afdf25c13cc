import { Readable } from 'node:stream'
import { AppError } from '#shared/errors.ts'
import type { SaveTarget } from '#shared/ipc/methods/previews.ts'
import type { NotKept } from '#shared/s3.ts'
import { contentTypeOf } from '../transfers/content-type.ts'
import { numberedName } from '../transfers/numbered-name.ts'
import type { PreviewStorage } from './preview-storage.ts'

/** After so many taken names something else is wrong. */
const MOST_COPIES = 50

/** Where a text went. */
export interface Saved {
  readonly key: string
  readonly etag: string
  /** What the object had, or may have had, and has no more. */
  readonly notKept: readonly NotKept[]
}

/**
 * Stores edited text: over the version it was read from, over whatever is there now, or as a copy
 * beside it. Nothing is replaced that the user has not seen or agreed to.
 *
 * @throws AppError `changed-meanwhile` or `not-found` when the version is no longer there
 */
export async function saveText(
  storage: Pick<PreviewStorage, 'replace' | 'upload'>,
  key: string,
  bytes: Uint8Array,
  to: SaveTarget,
  signal: AbortSignal,
): Promise<Saved> {
  switch (to.type) {
    case 'same': {
      const saved = await storage.replace({ key, body: bytes, ifMatch: to.etag }, signal)
      return { key, ...saved }
    }
    case 'whatever-is-there':
      try {
        return { key, ...(await storage.replace({ key, body: bytes }, signal)) }
      } catch (error) {
        if (!isFailure(error, 'not-found')) throw error
        // It was deleted meanwhile: then this is a new object.
        return storeNew(storage, key, bytes, signal)
      }
    case 'copy':
      return saveCopy(storage, key, bytes, signal)
    default:
      return to satisfies never
  }
}

async function saveCopy(
  storage: Pick<PreviewStorage, 'upload'>,
  key: string,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<Saved> {
  for (let number = 2; ; number++) {
    try {
      return await storeNew(storage, numberedName(key, number), bytes, signal)
    } catch (error) {
      if (!isFailure(error, 'already-exists') || number > MOST_COPIES) throw error
    }
  }
}

async function storeNew(
  storage: Pick<PreviewStorage, 'upload'>,
  key: string,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<Saved> {
  const body = Readable.from([bytes], { objectMode: false })
  const contentType = contentTypeOf(key)
  const request = { key, body, size: bytes.length, contentType, ifNoneMatch: true } as const
  const { etag = '' } = await storage.upload(request, signal)
  return { key, etag, notKept: [] }
}

function isFailure(error: unknown, code: AppError['code']): error is AppError {
  return error instanceof AppError && error.code === code
}
