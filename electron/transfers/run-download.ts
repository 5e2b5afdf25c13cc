import { AppError } from '#shared/errors.ts'
import { withEnding } from '#shared/local-names.ts'
import { DELIMITER } from '#shared/location.ts'
import { fetchObject, type Version } from './fetch-object.ts'
import type { Item, ItemResult } from './journal/item.ts'
import { placeOf, samePath } from './local-place.ts'
import type { LocalTarget } from './local-target.ts'
import { numberedName } from './numbered-name.ts'
import type { ObjectChecksum } from './object-checksum.ts'
import { isTaken } from './part-file.ts'
import type { OpenPart, PartKeeper } from './part-keeper.ts'
import { withRetries } from './retry.ts'
import type { TransferStorage } from './transfer-storage.ts'
import type { Report } from './work.ts'
import { mayReplace } from './write-condition.ts'

export interface DownloadContext {
  readonly storage: TransferStorage
  readonly target: LocalTarget
  /** Remembers what is half done. */
  readonly keeper: PartKeeper
  /** Whether an item of this job takes a path, as {@link samePath} writes it. */
  readonly isClaimed: (path: string) => boolean
  /** Notes the place that an item took for another; survives whatever happens. */
  readonly chose: (item: Item, place: readonly string[]) => void
}

/** Fetches one object, or makes one folder, the way its conflict was decided. */
export async function runDownload(
  item: Item,
  context: DownloadContext,
  report: Pick<Report, 'bytes' | 'landed'>,
  signal: AbortSignal,
): Promise<ItemResult> {
  const { target, chose } = context
  const planned = placeOf(item)
  if (item.detail.type === 'folder') {
    await target.ensureFolder(planned)
    return {}
  }
  await target.ensureFolder(planned.slice(0, -1))
  if (item.answer !== 'keep-both') {
    const how = mayReplace(item) ? 'replace' : 'new'
    return await fetchTo(target.path(planned), how, item, context, report, signal)
  }
  // A place that was chosen before an interruption is tried first: it may be there already.
  let beside: readonly string[] | undefined = item.chosen?.split(DELIMITER)
  for (;;) {
    if (!beside) {
      beside = await freePath(planned, context)
      chose(item, beside)
    }
    try {
      return await fetchTo(target.path(beside), 'new', item, context, report, signal)
    } catch (error) {
      // Someone else took the name while it was downloaded: the next number is as good.
      if (!(error instanceof AppError) || error.code !== 'already-exists') throw error
      beside = undefined
    }
  }
}

async function fetchTo(
  path: string,
  how: 'new' | 'replace',
  item: Item,
  { storage, target, keeper }: DownloadContext,
  report: Pick<Report, 'bytes' | 'landed'>,
  signal: AbortSignal,
): Promise<ItemResult> {
  if (item.interrupted && (await keeper.wasPlaced(item, path))) {
    report.bytes(item.size)
    return { etag: item.etag, verified: 'It was whole before the interruption' }
  }
  let moved = 0
  const onBytes = (delta: number): void => {
    moved += delta
    report.bytes(delta)
  }
  const { key, size, etag = '' } = item
  const open = await keeper.open(item, { key, size, etag }, path, target.disk)
  try {
    const fetched = await fetchNewest(storage, { key, size, etag }, open, onBytes, signal)
    signal.throwIfAborted()
    report.landed()
    await keeper.place(item, open, how, fetched.modified ?? item.modified, path)
    return resultOf(fetched)
  } catch (error) {
    report.bytes(-moved)
    await keeper.settle(item, open, error, signal)
    throw error
  }
}

/** Which version came, and the checksum that was found to be right. */
export interface Fetched {
  readonly etag: string
  readonly checksum: ObjectChecksum | undefined
  /** Of a version that is not the one that was planned. */
  readonly modified?: number | undefined
}

/** What is remembered of an object that came, with how its bytes were made sure of. */
export function resultOf({ etag, checksum }: Fetched): ItemResult {
  if (!checksum) return { etag, verified: 'Length only: the endpoint gave no checksum to compare' }
  const { algorithm, value, partSizes } = checksum
  const of = partSizes ? ` of ${partSizes.length} ${partSizes.length === 1 ? 'part' : 'parts'}` : ''
  return { etag, verified: `${algorithm}${of} matched`, checksum: { algorithm, value } }
}

/**
 * Fetches the version that was planned; when it was replaced meanwhile, what took its place.
 *
 * @returns which version came, and the checksum that was found to be right
 */
async function fetchNewest(
  storage: TransferStorage,
  planned: Version,
  { part, memory, restart }: OpenPart,
  onBytes: (delta: number) => void,
  signal: AbortSignal,
): Promise<Fetched> {
  let moved = 0
  const counted = (delta: number): void => {
    moved += delta
    onBytes(delta)
  }
  try {
    const checksum = await fetchObject(storage, planned, part, memory, counted, signal)
    return { etag: planned.etag, checksum }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'corrupted') {
      // Nobody knows which bytes are wrong, so all are fetched once more.
      signal.throwIfAborted()
      onBytes(-moved)
      const again = await restart(planned)
      const checksum = await fetchObject(storage, planned, part, again, onBytes, signal)
      return { etag: planned.etag, checksum }
    }
    if (error.code !== 'changed-meanwhile') throw error
    onBytes(-moved)
    const head = await withRetries(() => storage.head(planned.key, signal), signal)
    const checksum = await fetchObject(storage, head, part, await restart(head), onBytes, signal)
    return { etag: head.etag, checksum, modified: head.modified }
  }
}

async function freePath(
  planned: readonly string[],
  { target, isClaimed }: DownloadContext,
): Promise<readonly string[]> {
  const folder = planned.slice(0, -1)
  const name = planned.at(-1) ?? ''
  for (let number = 2; ; number += 1) {
    const candidate = [...folder, numbered(name, number)]
    if (isClaimed(samePath(candidate))) continue
    if (!(await isTaken(target.path(candidate)))) return candidate
  }
}

/** Cut where the number would make the name too long for the disk. */
function numbered(name: string, number: number): string {
  const longer = numberedName(name, number)
  const ending = / \(\d+\)[^()]*$/.exec(longer)?.[0] ?? ''
  return withEnding(longer.slice(0, longer.length - ending.length), ending)
}
