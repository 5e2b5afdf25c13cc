import { AppError } from '#shared/errors.ts'
import { DELIMITER, type Location, lastSegment } from '#shared/location.ts'
import { isArchiveClass, isArchived } from '#shared/storage-class.ts'
import type { CopyMode, Selection } from '#shared/transfer.ts'
import { freeNames, isTaken } from './copy-names.ts'
import { type FoundObject, findObjects } from './find-objects.ts'
import type { Item } from './journal/item.ts'
import { isBelow, type PlanBook, withoutOverlap } from './plan.ts'
import { selected } from './plan-download.ts'
import type { TransferStorage } from './transfer-storage.ts'

/** S3's limit for a key, in bytes of UTF-8. */
const MAX_KEY_BYTES = 1024

/** What is to be copied or moved, where from and where to. */
export interface CopyWish {
  readonly mode: CopyMode
  readonly from: Location
  readonly selection: Selection
  readonly to: Location
  /** Another name for the single item that is selected. */
  readonly name?: string | undefined
}

/** Finds out what a copy or move would do: every object, its new key, and which keys are taken. */
export async function planCopy(
  request: CopyWish & {
    readonly source: TransferStorage
    readonly target: TransferStorage
    readonly book: PlanBook
    readonly onProgress: (found: { items: number; bytes: number }) => void
  },
  signal: AbortSignal,
): Promise<void> {
  const { from, to, source, target, book, onProgress } = request
  const selection = withoutOverlap(from, request.selection)
  expectSense({ ...request, selection })
  const newKey = await newKeys({ ...request, selection }, signal)
  for await (const object of selected(source, from, selection, book, signal)) {
    signal.throwIfAborted()
    const item = { ...object, target: newKey(object.key) }
    const problem = await problemOf(item, source, signal)
    if (problem !== undefined) {
      book.problem(nameIn(from, object.key), 'skipped', problem)
      continue
    }
    const { key, size, etag, modified } = object
    const name = nameIn(from, key)
    const detail = { type: 'copy' as const, target: item.target }
    const planned = { name, key, size, etag, modified, claim: item.target, detail }
    if (isMarker(object)) book.addFolder(planned)
    else book.add(planned)
    onProgress(book.progress)
  }
  await findConflicts({ from, to, selection, target, book }, signal)
  // Between profiles a copy is an upload.
  const kind = from.profileId === to.profileId ? 'copy' : 'upload'
  book.guardedBy(await target.writeGuards(kind))
}

/** @throws AppError `invalid` for what cannot be meant: onto itself, into itself */
function expectSense({ mode, from, selection, to, name }: CopyWish): void {
  if (name !== undefined) expectName(from, selection, name)
  if (!isSameBucket(from, to)) return
  if (mode === 'move' && name === undefined && from.prefix === to.prefix) {
    throw senseless('The items are in this folder already.', 'Open the folder they are to go to.')
  }
  const inside = selection.prefixes.find(prefix => to.prefix.startsWith(prefix))
  if (inside === undefined) return
  const verb = mode === 'move' ? 'moved' : 'copied'
  const folder = lastSegment(inside) || to.bucket
  throw senseless(
    `The folder “${folder}” cannot be ${verb} into itself.`,
    'Choose a folder outside of it.',
  )
}

function expectName(from: Location, { keys, prefixes }: Selection, name: string): void {
  const [only = '', ...more] = [...keys, ...prefixes]
  if (more.length > 0) throw senseless('Only one item can be renamed.', 'Select a single item.')
  if (nameIn(from, only).slice(0, -1).includes(DELIMITER)) {
    throw senseless(`“${lastSegment(only)}” is in another folder.`, 'Open its folder first.')
  }
  if (name === topName(from, only)) {
    throw senseless(`“${name}” has that name already.`, 'Choose another name.')
  }
  if (name !== '' && !name.includes(DELIMITER) && name.isWellFormed()) return
  throw senseless(`“${name.toWellFormed()}” is no name.`, 'Choose one without slashes.')
}

/** Where each key of the selection goes. */
async function newKeys(
  { from, to, selection, name, mode, target }: CopyWish & { readonly target: TransferStorage },
  signal: AbortSignal,
): Promise<(key: string) => string> {
  const beside = mode === 'copy' && isSameBucket(from, to) && from.prefix === to.prefix
  const names = new Map<string, string>()
  const [only = ''] = [...selection.keys, ...selection.prefixes]
  if (name !== undefined) {
    if (await isTaken(target, to.prefix + name, signal)) throw nameTaken(to, name)
    names.set(topName(from, only), name)
  } else if (beside) {
    const wanted = [...selection.keys, ...selection.prefixes].map(key => topName(from, key))
    for (const [old, free] of await freeNames(target, to.prefix, wanted, signal)) {
      names.set(old, free)
    }
  }
  return key => {
    const top = topName(from, key)
    const rest = key.slice(from.prefix.length + top.length)
    return `${to.prefix}${names.get(top) ?? top}${rest}`
  }
}

/** What a key is called in the folder that is shown: the folder below it, or the file. */
function topName({ prefix }: Location, key: string): string {
  const rest = key.slice(prefix.length)
  const end = rest.indexOf(DELIMITER)
  return end < 0 ? rest : rest.slice(0, end)
}

async function problemOf(
  { key, target, size, storageClass }: FoundObject & { target: string },
  source: TransferStorage,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (Buffer.byteLength(target) > MAX_KEY_BYTES) {
    return `Its key would be longer than the ${MAX_KEY_BYTES} bytes that S3 allows.`
  }
  if (size === 0 || storageClass === undefined || !isArchiveClass(storageClass)) return undefined
  return isArchived(await source.head(key, signal))
    ? 'It is archived. Restore it first, then do this again.'
    : undefined
}

async function findConflicts(
  context: Pick<CopyWish, 'from' | 'to' | 'selection'> & {
    readonly target: TransferStorage
    readonly book: PlanBook
  },
  signal: AbortSignal,
): Promise<void> {
  const { from, to, selection, target, book } = context
  const keys = new Set(selection.keys)
  const isSource = (key: string) =>
    isSameBucket(from, to) && (keys.has(key) || isBelow(key, selection.prefixes))
  for (const page of book.pagesByClaim()) {
    // Keys that may be written but not looked at count as free: the write's own condition guards them.
    const targets = page.map(({ claim = '' }) => claim)
    const { found } = await findObjects(target, to.prefix, targets, signal)
    for (const item of page) {
      const existing = found.get(item.claim ?? '')
      if (existing) tellTaken(item, existing, isSource(existing.key), to, book)
    }
  }
}

function tellTaken(
  item: Item,
  { key, size, modified, etag }: FoundObject,
  isSource: boolean,
  to: Location,
  book: PlanBook,
): void {
  if (isSource) {
    const reason = 'Its new key belongs to another item of the same selection. Do it by itself.'
    book.problem(item.name, 'skipped', reason)
    if (isMarker(item)) book.removeFolder(item.number)
    else book.remove(item)
    return
  }
  // A marker that is there already is all that a folder wants.
  if (isMarker(item)) return
  const existing = { size, etag, ...(modified === undefined ? {} : { modified }) }
  book.conflict({ ...item, name: key.slice(to.prefix.length) }, key, existing)
}

/** Whether an object only stands for a folder. */
export function isMarker({ key, size }: { readonly key: string; readonly size: number }): boolean {
  return size === 0 && key.endsWith(DELIMITER)
}

export function isSameBucket(a: Location, b: Location): boolean {
  return a.profileId === b.profileId && a.bucket === b.bucket
}

function nameIn({ prefix }: Location, key: string): string {
  return key.slice(prefix.length)
}

function nameTaken({ bucket, prefix }: Location, name: string): AppError {
  return new AppError({
    code: 'already-exists',
    message: `The name “${name}” is taken in “${bucket}/${prefix}”.`,
    remedy: 'Choose another name.',
    subject: { bucket, key: prefix + name },
  })
}

function senseless(message: string, remedy: string): AppError {
  return new AppError({ code: 'invalid', message, remedy })
}
