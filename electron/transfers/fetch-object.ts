import { AppError } from '#shared/errors.ts'
import {
  type Checksum,
  type ExpectedChecksum,
  startChecksum,
  wholeChecksum,
} from '../storage/checksum.ts'
import type { PartFile } from './part-file.ts'
import { ITEM_RETRY, withRetries } from './retry.ts'
import type { TransferStorage } from './transfer-storage.ts'

const MiB = 1024 * 1024

/** Larger objects are read in several ranges at once. */
export const RANGED_FROM = 64 * MiB
const RANGES = 4

/** The version of an object that is wanted. */
export interface Version {
  readonly key: string
  readonly size: number
  readonly etag: string
}

type OnBytes = (delta: number) => void

/**
 * Reads an object into a part file, and proves that all of it came and that it is what the endpoint
 * has: by its length, and by its checksum where it keeps one of the whole object. A connection that
 * breaks goes on where it was; every request is pinned to one version, so two are never stitched.
 *
 * @throws AppError `changed-meanwhile` when the version is no longer there, `corrupted` when what
 *   came is not what the endpoint has
 */
export async function fetchObject(
  storage: TransferStorage,
  version: Version,
  part: PartFile,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<void> {
  if (version.size <= RANGED_FROM) return await fetchWhole(storage, version, part, onBytes, signal)
  let moved = 0
  const counted: OnBytes = delta => {
    moved += delta
    onBytes(delta)
  }
  try {
    await fetchRanges(storage, version, part, counted, signal)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-supported') throw error
    // The server can't read in parts.
    onBytes(-moved)
    await fetchWhole(storage, version, part, onBytes, signal)
  }
}

async function fetchWhole(
  storage: TransferStorage,
  { key, etag, size }: Version,
  part: PartFile,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<void> {
  let position = 0
  let total = size
  let expected: ExpectedChecksum | undefined
  let checksum: Checksum | undefined
  const restart = (): void => {
    onBytes(-position)
    position = 0
    checksum = undefined
  }
  const attempt = async (): Promise<void> => {
    // Without an ETag nothing says that the rest would be of the same version.
    if (etag === '' && position > 0) restart()
    const range = position > 0 ? { range: { start: position } } : {}
    const body = await storage.read({ key, ...pinned(etag), ...range }, signal)
    if (position === 0) {
      total = body.totalSize
      expected = wholeChecksum(body.checksum ? [body.checksum] : [], body.checksumType)
      checksum = expected && startChecksum(expected.algorithm)
    }
    for await (const chunk of body.stream) {
      await part.write(chunk, position)
      checksum?.update(chunk)
      position += chunk.length
      onBytes(chunk.length)
    }
  }
  await withRetries(
    async () => {
      try {
        await attempt()
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'not-supported') throw error
        if (position === 0) throw error
        restart()
        await attempt()
      }
    },
    signal,
    { ...ITEM_RETRY, progress: () => position },
  )
  if (position !== total) throw corrupted(key, `It has ${total} bytes, ${position} came.`)
  if (expected && checksum) compare(key, expected, checksum)
}

async function fetchRanges(
  storage: TransferStorage,
  { key, etag, size }: Version,
  part: PartFile,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<void> {
  const head = await withRetries(() => storage.head(key, signal), signal)
  const step = Math.ceil(size / RANGES)
  const failed = new AbortController()
  const either = AbortSignal.any([signal, failed.signal])
  const lanes = Array.from({ length: RANGES }, async (_, lane) => {
    const end = Math.min(size, (lane + 1) * step)
    try {
      await fetchRange(storage, { key, etag, start: lane * step, end }, part, onBytes, either)
    } catch (error) {
      failed.abort(error)
      throw error
    }
  })
  // All have to have stopped before the part file may go; the first failure is the reason.
  await Promise.allSettled(lanes)
  signal.throwIfAborted()
  failed.signal.throwIfAborted()
  const expected = wholeChecksum(head.checksums, head.checksumType)
  if (!expected) return
  const checksum = startChecksum(expected.algorithm)
  for await (const chunk of part.content(signal)) checksum.update(chunk)
  compare(key, expected, checksum)
}

async function fetchRange(
  storage: TransferStorage,
  { key, etag, start, end }: { key: string; etag: string; start: number; end: number },
  part: PartFile,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<void> {
  let position = start
  await withRetries(
    async () => {
      const range = { start: position, end: end - 1 }
      const body = await storage.read({ key, ...pinned(etag), range }, signal)
      if (body.size !== end - position) {
        body.stream.destroy()
        throw corrupted(key, `${end - position} bytes were asked for, ${body.size} were sent.`)
      }
      for await (const chunk of body.stream) {
        await part.write(chunk, position)
        position += chunk.length
        onBytes(chunk.length)
      }
      if (position !== end) throw corrupted(key, 'A range of it came too short.')
    },
    signal,
    { ...ITEM_RETRY, progress: () => position },
  )
}

function pinned(etag: string): { ifMatch?: string } {
  return etag === '' ? {} : { ifMatch: etag }
}

function compare(key: string, expected: ExpectedChecksum, checksum: Checksum): void {
  const value = checksum.value()
  if (value === expected.value) return
  throw corrupted(key, `Its ${expected.algorithm} is ${expected.value}, what came has ${value}.`)
}

function corrupted(key: string, what: string): AppError {
  return new AppError({
    code: 'corrupted',
    message: `“${key}” did not arrive as the endpoint has it. ${what}`,
    remedy: 'Retry; if it happens again, the connection or the endpoint changes the bytes.',
    subject: { key },
  })
}
