import { AppError } from '#shared/errors.ts'
import type { Location } from '#shared/location.ts'
import type { ObjectHead } from '#shared/s3.ts'
import type { CopyMode } from '#shared/transfer.ts'
import { isProvenCopy } from '../storage/confirm-copy.ts'
import { type CopySource, PARTS_FROM } from '../storage/copy-request.ts'
import type { Item, ItemResult } from './journal/item.ts'
import { numberedName } from './numbered-name.ts'
import { isMarker } from './plan-copy.ts'
import { withRetries } from './retry.ts'
import type { TransferStorage } from './transfer-storage.ts'
import type { Report } from './work.ts'
import { type Condition, conditionOf } from './write-condition.ts'

export interface CopyContext {
  readonly mode: CopyMode
  readonly to: Location
  readonly source: TransferStorage
  readonly target: TransferStorage
  /** The endpoint cannot copy by itself: the bytes go through this computer. */
  readonly through: boolean
  /** Whether an item of this job takes a key: `keep-both` must not. */
  readonly isClaimed: (key: string) => boolean
  /** Notes the key that an item took for another; survives whatever happens. */
  readonly chose: (item: Item, key: string) => void
  /** Originals whose copy is proven, as they were then: only these may go. */
  readonly proven: Map<string, Copied>
}

/** An original as it was when it was copied, and the ETag of its copy where an answer told it. */
interface Copied {
  readonly original: ObjectHead
  readonly etag: string | undefined
}

type Told = Pick<Report, 'bytes' | 'landed' | 'stored' | 'gone' | 'notKept'>

/**
 * Copies or moves one object the way its conflict was decided. Whenever this ends, the object is in
 * its old place, in its new one, or in both: an original goes only after its copy was proven, and
 * only if nobody has changed it since.
 *
 * @returns what is known of the copy
 */
export async function runCopy(
  item: Item,
  context: CopyContext,
  report: Told,
  signal: AbortSignal,
): Promise<ItemResult> {
  const { mode, proven } = context
  const copied = proven.get(item.key) ?? (await copyItem(item, context, report, signal))
  const result = copied?.etag ? { etag: copied.etag } : {}
  if (mode === 'copy' || !copied) return result
  proven.set(item.key, copied)
  signal.throwIfAborted()
  await removeOriginal(copied.original, context, signal)
  report.gone(item.key)
  return result
}

/** @returns what was copied; `undefined` when it had gone before, by a try of ours */
async function copyItem(
  item: Item,
  context: CopyContext,
  report: Told,
  signal: AbortSignal,
): Promise<Copied | undefined> {
  const { to } = context
  const source = await withRetries(() => sourceOf(item, context, signal), signal)
  if (!source) {
    report.bytes(item.size)
    return undefined
  }
  // The next one is looked at while this one waits to be copied.
  if (!context.through) report.landed()
  const store = (key: string, condition: Condition) =>
    withRetries(() => copyOnce(source, key, condition, context, report, signal), signal)
  const original = source.head
  if (!isMarker(item) && item.answer === 'keep-both') {
    const { key, etag } = await copyBeside(item, store, context, signal)
    report.stored(key, to)
    return { original, etag }
  }
  const target = targetOf(item)
  const etag = isMarker(item)
    ? await ensureMarker(() => store(target, { ifNoneMatch: true }))
    : await store(target, conditionOf(item))
  report.stored(target, to)
  return { original, etag }
}

/** `undefined` when a move that was cut off had finished with this object. */
async function sourceOf(
  item: Item,
  { source, target: bucket, through, mode }: CopyContext,
  signal: AbortSignal,
): Promise<CopySource | undefined> {
  const { key, etag = '', size } = item
  const target = item.chosen ?? targetOf(item)
  try {
    const tags = through || size >= PARTS_FROM
    return await source.copySource({ key, ...(etag === '' ? {} : { etag }), tags }, signal)
  } catch (error) {
    if (mode !== 'move' || !isCode(error, 'not-found') || etag === '') throw error
    const there = await bucket.head(target, signal).catch(() => undefined)
    if (there?.etag !== etag || there.size !== size) throw error
    return undefined
  }
}

/** The key that an item's copy is to get. */
export function targetOf({ detail, key }: Item): string {
  return detail.type === 'copy' ? detail.target : key
}

/** A folder that is there already is all that is wanted, whatever its marker looks like. */
async function ensureMarker(store: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await store()
  } catch (error) {
    if (!isCode(error, 'already-exists')) throw error
    return undefined
  }
}

/** @returns the ETag of the copy; `undefined` when an earlier try, whose answer was lost, made it */
async function copyOnce(
  source: CopySource,
  key: string,
  condition: Condition,
  { target, through, mode }: CopyContext,
  report: Told,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (through && mode === 'move') await expectAnother(source.head, target, key, signal)
  let moved = 0
  const onProgress = (delta: number): void => {
    moved += delta
    report.bytes(delta)
  }
  try {
    const made = await target.copy({ source, key, through, ...condition, onProgress }, signal)
    report.bytes(made.bytes - moved)
    report.notKept(made.notKept)
    return made.etag
  } catch (error) {
    report.bytes(-moved)
    if (!(await isMadeAlready(source.head, target, key, error, signal))) throw error
    report.bytes(source.head.size)
    return undefined
  }
}

/**
 * A copy whose answer never came is met by the next try: the same bytes with the same metadata at
 * the wanted key are what was wanted.
 */
async function isMadeAlready(
  original: ObjectHead,
  target: TransferStorage,
  key: string,
  error: unknown,
  signal: AbortSignal,
): Promise<boolean> {
  if (!isCode(error, 'already-exists') && !isCode(error, 'changed-meanwhile')) return false
  const found = await target.head(key, signal).catch(() => undefined)
  return (
    found !== undefined &&
    isProvenCopy(original, found) &&
    found.contentType === original.contentType &&
    JSON.stringify(found.metadata) === JSON.stringify(original.metadata)
  )
}

/**
 * Two profiles may lead to one bucket by two addresses. An object that is "moved" onto itself would
 * be deleted after all.
 *
 * @throws AppError `invalid`
 */
async function expectAnother(
  { key, etag, size, modified }: ObjectHead,
  target: TransferStorage,
  targetKey: string,
  signal: AbortSignal,
): Promise<void> {
  if (key !== targetKey) return
  const there = await headOrNothing(target, key, signal)
  if (there?.etag !== etag || there.size !== size || there.modified !== modified) return
  throw new AppError({
    code: 'invalid',
    message: `“${key}” there is “${key}” here: both profiles lead to the same object.`,
    remedy: 'Move it to another folder, or leave it.',
    subject: { key },
  })
}

async function removeOriginal(
  original: ObjectHead,
  { source, proven }: CopyContext,
  signal: AbortSignal,
): Promise<void> {
  try {
    await withRetries(() => source.deleteUnchanged(original, signal), signal)
  } catch (error) {
    // It is another object now, and has no copy yet.
    if (isCode(error, 'changed-meanwhile')) proven.delete(original.key)
    throw error
  }
}

/**
 * Copies to `report (2).pdf`, or the next number that neither the bucket nor this job has, even when
 * someone else takes a number first. A number that was chosen before an interruption is tried first:
 * it may be there already.
 *
 * @returns the key that it got, and its ETag where an answer told it
 */
async function copyBeside(
  item: Item,
  store: (key: string, condition: Condition) => Promise<string | undefined>,
  { target, isClaimed, chose }: CopyContext,
  signal: AbortSignal,
): Promise<{ key: string; etag: string | undefined }> {
  for (let number = 1; ; number += 1) {
    const again = number === 1
    const key = again ? item.chosen : numberedName(targetOf(item), number)
    if (key === undefined || (!again && isClaimed(key))) continue
    if (!again) {
      if (await withRetries(() => headOrNothing(target, key, signal), signal)) continue
      chose(item, key)
    }
    try {
      return { key, etag: await store(key, { ifNoneMatch: true }) }
    } catch (error) {
      if (!isCode(error, 'already-exists')) throw error
    }
  }
}

async function headOrNothing(
  storage: TransferStorage,
  key: string,
  signal: AbortSignal,
): Promise<ObjectHead | undefined> {
  try {
    return await storage.head(key, signal)
  } catch (error) {
    // What may not be looked at is guarded by the write's own condition.
    if (isCode(error, 'not-found') || isCode(error, 'denied')) return undefined
    throw error
  }
}

function isCode(error: unknown, code: AppError['code']): boolean {
  return error instanceof AppError && error.code === code
}
