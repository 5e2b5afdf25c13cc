import { DELIMITER, type Location } from '#shared/location.ts'
import type { UploadRules } from '#shared/upload-rules.ts'
import { findObjects } from './find-objects.ts'
import type { PlannedItem } from './journal/item.ts'
import { type LeftOut, leftOutBy, leftOutWithin } from './left-out.ts'
import { numberedName } from './numbered-name.ts'
import type { PlanBook } from './plan.ts'
import type { TransferStorage } from './transfer-storage.ts'
import type { OpenStream, SourceItem, UploadSource } from './upload-source.ts'

/** Bytes of UTF-8; https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const MAX_KEY_BYTES = 1024

/** 48.8 TiB: 10,000 parts of 5 GiB. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MAX_OBJECT_BYTES = 10_000 * 5 * 1024 ** 3

/** Finds out what an upload would do: every file and its key, and which keys are taken. */
export async function planUpload(
  request: {
    target: Location
    source: UploadSource
    rules: UploadRules
    storage: TransferStorage
    book: PlanBook
    /** A file that only its page can give, by its number in the plan. */
    onStream: (number: number, open: OpenStream) => void
    onProgress: (found: { items: number; bytes: number }) => void
  },
  signal: AbortSignal,
): Promise<void> {
  const { target, source, rules, storage, book, onStream, onProgress } = request
  const leftOut = leftOutBy(rules)
  for await (const item of source.items(signal, rules)) {
    signal.throwIfAborted()
    const planned = plannedItem(item, target, book, leftOut)
    if (!planned) continue
    if (item.type !== 'file') book.addFolder(planned)
    else {
      const number = book.add(planned)
      if ('open' in item) onStream(number, item.open)
    }
    onProgress(book.progress)
  }
  // Keys that may be written but not looked at count as free: the write's own condition guards them.
  for (const page of book.pagesByClaim()) {
    const keys = page.map(({ key }) => key)
    const { found } = await findObjects(storage, target.prefix, keys, signal)
    for (const item of page) {
      const existing = found.get(item.key)
      if (!existing) continue
      const { size, modified, etag } = existing
      // A marker that is there already is all that an empty folder wants.
      if (item.detail.type === 'folder') book.removeFolder(item.number)
      else book.conflict(item, item.key, { size, etag, ...(modified ? { modified } : {}) })
    }
  }
  book.guardedBy(await storage.writeGuards('upload'))
}

function plannedItem(
  item: SourceItem,
  target: Location,
  book: PlanBook,
  leftOut: LeftOut,
): PlannedItem | undefined {
  const { relativePath } = item
  if (item.type === 'problem') {
    book.problem(relativePath.toWellFormed(), 'skipped', item.reason)
    return undefined
  }
  if (!relativePath.isWellFormed()) {
    book.problem(relativePath.toWellFormed(), 'skipped', 'Its name is not valid Unicode.')
    return undefined
  }
  const reason = leftOutWithin(leftOut, relativePath)
  if (reason !== undefined) {
    book.problem(relativePath, 'skipped', reason)
    return undefined
  }
  if (item.type === 'empty-folder') {
    const name = `${relativePath}${DELIMITER}`
    const key = `${target.prefix}${name}`
    if (book.isClaimed(key)) return undefined
    return shortEnough({ name, key, size: 0, claim: key, detail: { type: 'folder' } }, book)
  }
  const tooLarge = sizeProblem(item.size)
  if (tooLarge) {
    book.problem(relativePath, 'skipped', tooLarge)
    return undefined
  }
  const name = freeName(relativePath, target.prefix, book)
  if (name !== relativePath) {
    book.problem(name, 'renamed', `Another dropped item is called “${relativePath}” already.`)
  }
  const { size, modified } = item
  const key = target.prefix + name
  const detail = 'path' in item ? { type: 'path' as const, path: item.path } : STREAM
  return shortEnough({ name, key, size, modified, claim: key, detail }, book)
}

const STREAM = { type: 'stream' as const }

function freeName(wanted: string, prefix: string, book: PlanBook): string {
  let name = wanted
  for (let number = 2; book.isClaimed(prefix + name); number += 1) {
    name = numberedName(wanted, number)
  }
  return name
}

function shortEnough(item: PlannedItem, book: PlanBook): PlannedItem | undefined {
  const reason = keyProblem(item.key)
  if (reason === undefined) return item
  book.problem(item.name, 'skipped', reason)
  return undefined
}

/** Why there can be no object of this key, in one sentence; `undefined` when there can. */
export function keyProblem(key: string): string | undefined {
  if (Buffer.byteLength(key) <= MAX_KEY_BYTES) return undefined
  return `Its key would be longer than the ${MAX_KEY_BYTES} bytes that S3 allows.`
}

/** Why there can be no object of so many bytes, in one sentence; `undefined` when there can. */
export function sizeProblem(size: number): string | undefined {
  if (size <= MAX_OBJECT_BYTES) return undefined
  return 'It is larger than the 48.8 TiB that S3 allows.'
}
