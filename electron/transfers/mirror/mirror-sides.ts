import { AppError } from '#shared/errors.ts'
import { compareKeys } from '#shared/key-order.ts'
import { DELIMITER, type Location } from '#shared/location.ts'
import type { S3Object } from '#shared/s3.ts'
import type { UploadRules } from '#shared/upload-rules.ts'
import { itemsWithin } from '../path-source.ts'
import type { TransferStorage } from '../transfer-storage.ts'

/** Something in the folder; `name` is its path in it, a folder's ends with `/`. */
export type LocalEntry =
  | {
      readonly type: 'file'
      readonly name: string
      readonly size: number
      readonly modified: number
      readonly path: string
    }
  /** With nothing in it. */
  | { readonly type: 'folder'; readonly name: string }
  /** Not to be touched, with all that may be in it. */
  | { readonly type: 'left-out'; readonly name: string; readonly reason: string }

/** An object of the context; `name` is its key below the prefix. */
export interface ObjectEntry extends S3Object {
  readonly name: string
}

/** What Pail itself leaves beside a file that is still being downloaded. */
const PART_FILE = /\.pail-part$/

/**
 * What is in the folder, in key order.
 *
 * @throws AppError `local-file` when the folder cannot be read, or changes its order meanwhile
 */
export async function* localEntries(
  folder: string,
  rules: UploadRules,
  signal: AbortSignal,
): AsyncGenerator<LocalEntry> {
  let last = ''
  for await (const item of itemsWithin(folder, rules, signal)) {
    signal.throwIfAborted()
    const entry = localEntry(item)
    // What is left out is told where it is found, and needs no order.
    if (entry.type !== 'left-out') {
      if (compareKeys(entry.name, last) <= 0) throw changedMeanwhile(folder)
      last = entry.name
    }
    yield entry
  }
}

type Found = ReturnType<typeof itemsWithin> extends AsyncGenerator<infer Item> ? Item : never

function localEntry(item: Found): LocalEntry {
  const { relativePath } = item
  if (item.type === 'problem') {
    return { type: 'left-out', name: relativePath.toWellFormed(), reason: item.reason }
  }
  if (!relativePath.isWellFormed()) {
    const name = relativePath.toWellFormed()
    return { type: 'left-out', name, reason: 'Its name is not valid Unicode.' }
  }
  if (item.type === 'empty-folder') return { type: 'folder', name: `${relativePath}${DELIMITER}` }
  if (PART_FILE.test(relativePath)) {
    const reason = 'It is a download of Pail that is not finished.'
    return { type: 'left-out', name: relativePath, reason }
  }
  if (!('path' in item)) throw new Error('A folder of this computer gave a stream.')
  const { size, modified, path } = item
  return { type: 'file', name: relativePath, size, modified, path }
}

/**
 * Every object of the context but its own marker, a page at a time.
 *
 * @throws AppError `not-supported` where keys are not listed in their order: what is only on one
 *   side could not be told then
 */
export async function* objectEntries(
  storage: TransferStorage,
  { prefix, bucket }: Location,
  signal: AbortSignal,
): AsyncGenerator<ObjectEntry[]> {
  let last = ''
  for await (const { objects } of oneAhead(stop => storage.listAll({ prefix }, stop), signal)) {
    const page: ObjectEntry[] = []
    for (const object of objects) {
      const { key, size, modified, etag, storageClass } = object
      const name = key.slice(prefix.length)
      if (name === '') continue
      if (!key.startsWith(prefix) || compareKeys(name, last) <= 0) throw unordered(bucket)
      last = name
      page.push({ name, key, size, modified, etag, storageClass })
    }
    yield page
  }
}

/** Asks for the next while the last is dealt with. */
async function* oneAhead<T>(
  open: (signal: AbortSignal) => AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T> {
  const left = new AbortController()
  const source = open(AbortSignal.any([signal, left.signal]))[Symbol.asyncIterator]()
  const ask = () => {
    const asked = source.next()
    // Whoever takes it hears of the failure; nobody may.
    asked.catch(() => undefined)
    return asked
  }
  let next = ask()
  try {
    for (;;) {
      const { done, value } = await next
      if (done) return
      next = ask()
      yield value
    }
  } finally {
    left.abort()
    await source.return?.()
  }
}

function changedMeanwhile(path: string): AppError {
  return new AppError({
    code: 'local-file',
    message: `“${path}” changed while it was compared.`,
    remedy: 'Compare again when nothing renames folders or links in it.',
    subject: { path },
  })
}

function unordered(bucket: string): AppError {
  return new AppError({
    code: 'not-supported',
    message: `The bucket “${bucket}” does not list its keys in order, so it can’t be compared with a folder.`,
    remedy: 'Upload or download instead, and choose what to do with names that are taken.',
    subject: { bucket },
  })
}
