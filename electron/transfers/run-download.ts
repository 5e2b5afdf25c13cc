import { AppError } from '#shared/errors.ts'
import { withEnding } from '#shared/local-names.ts'
import { DELIMITER } from '#shared/location.ts'
import type { ConflictAnswer } from '#shared/transfer.ts'
import { fetchObject, type Version } from './fetch-object.ts'
import type { LocalTarget } from './local-target.ts'
import { numberedName } from './numbered-name.ts'
import { isTaken, PartFile } from './part-file.ts'
import type { DownloadItem } from './plan.ts'
import { withRetries } from './retry.ts'
import type { TransferStorage } from './transfer-storage.ts'
import type { Report } from './work.ts'

export interface DownloadContext {
  readonly storage: TransferStorage
  readonly target: LocalTarget
  /** Of the location that is downloaded from: local paths start after it. */
  readonly prefix: string
  /** Paths that this job writes, as {@link samePath} writes them: `keep-both` must not take one. */
  readonly claimed: Set<string>
}

/** Fetches one object, or makes one folder, the way its conflict was decided. */
export async function runDownload(
  item: DownloadItem,
  answer: ConflictAnswer | undefined,
  { storage, target, prefix, claimed }: DownloadContext,
  report: Pick<Report, 'bytes'>,
  signal: AbortSignal,
): Promise<void> {
  const planned = placeOf(item, prefix)
  if (item.etag === undefined) {
    await target.ensureFolder(planned)
    return
  }
  await target.ensureFolder(planned.slice(0, -1))
  if (answer !== 'keep-both') {
    const how = answer === 'replace' ? 'replace' : 'new'
    await fetchTo(target.path(planned), how, item, storage, report, signal)
    return
  }
  for (;;) {
    const beside = await freePath(planned, target, claimed)
    try {
      await fetchTo(target.path(beside), 'new', item, storage, report, signal)
      return
    } catch (error) {
      // Someone else took the name while it was downloaded: the next number is as good.
      if (error instanceof AppError && error.code === 'already-exists') continue
      claimed.delete(samePath(beside))
      throw error
    }
  }
}

async function fetchTo(
  path: string,
  how: 'new' | 'replace',
  { key, size, etag = '', modified }: DownloadItem,
  storage: TransferStorage,
  report: Pick<Report, 'bytes'>,
  signal: AbortSignal,
): Promise<void> {
  const part = await PartFile.create(path)
  let moved = 0
  const onBytes = (delta: number): void => {
    moved += delta
    report.bytes(delta)
  }
  try {
    const newer = await fetchNewest(storage, { key, size, etag }, part, onBytes, signal)
    signal.throwIfAborted()
    await part.place(how, newer ?? modified)
  } catch (error) {
    report.bytes(-moved)
    throw error
  } finally {
    await part.discard()
  }
}

/**
 * Fetches the version that was planned; when it was replaced meanwhile, what took its place.
 *
 * @returns when the other version was modified
 */
async function fetchNewest(
  storage: TransferStorage,
  planned: Version,
  part: PartFile,
  onBytes: (delta: number) => void,
  signal: AbortSignal,
): Promise<number | undefined> {
  let moved = 0
  const counted = (delta: number): void => {
    moved += delta
    onBytes(delta)
  }
  try {
    await fetchObject(storage, planned, part, counted, signal)
    return undefined
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'changed-meanwhile') throw error
    onBytes(-moved)
    const head = await withRetries(() => storage.head(planned.key, signal), signal)
    await part.clear()
    await fetchObject(storage, head, part, onBytes, signal)
    return head.modified
  }
}

/** Where an item goes, below the chosen folder. */
export function placeOf({ key, etag, segments }: DownloadItem, prefix: string): readonly string[] {
  if (segments) return segments
  return key.slice(prefix.length, etag === undefined ? -1 : undefined).split(DELIMITER)
}

/** A path as the pickiest file system compares it. */
export function samePath(segments: readonly string[]): string {
  return segments.join('/').normalize('NFC').toLowerCase()
}

async function freePath(
  planned: readonly string[],
  target: LocalTarget,
  claimed: Set<string>,
): Promise<readonly string[]> {
  const folder = planned.slice(0, -1)
  const name = planned.at(-1) ?? ''
  for (let number = 2; ; number += 1) {
    const candidate = [...folder, numbered(name, number)]
    const same = samePath(candidate)
    if (claimed.has(same)) continue
    claimed.add(same)
    if (!(await isTaken(target.path(candidate)))) return candidate
  }
}

/** Cut where the number would make the name too long for the disk. */
function numbered(name: string, number: number): string {
  const longer = numberedName(name, number)
  const ending = / \(\d+\)[^()]*$/.exec(longer)?.[0] ?? ''
  return withEnding(longer.slice(0, longer.length - ending.length), ending)
}
