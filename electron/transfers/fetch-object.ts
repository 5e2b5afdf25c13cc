import { crc32 } from 'node:zlib'
import { AppError } from '#shared/errors.ts'
import { type Checksum, crc32Base64, type ExpectedChecksum } from '../storage/checksum.ts'
import { combineCrc32 } from '../storage/crc32-combine.ts'
import { inLanes } from '../storage/in-lanes.ts'
import { lengthOf } from '../storage/pieces.ts'
import { withSlot } from '../storage/request-scope.ts'
import { type ObjectChecksum, objectChecksum, startObjectChecksum } from './object-checksum.ts'
import type { PartFile } from './part-file.ts'
import { ITEM_RETRY, withRetries } from './retry.ts'
import type { ObjectPieces, TransferStorage } from './transfer-storage.ts'

const MiB = 1024 * 1024

/** Objects up to this size are read with one request; larger ones in chunks, some at once. */
export const RANGED_FROM = 8 * MiB
const SMALLEST_CHUNK = 8 * MiB
/** So that what is remembered of a file stays small. */
const MOST_CHUNKS = 2_000
/** Chunks at a time outside of jobs. */
const LANES = 4

/** The version of an object that is wanted. */
export interface Version {
  readonly key: string
  readonly size: number
  readonly etag: string
}

/** Which chunks of a part file are good, from this try and those before. */
export interface ChunkMemory {
  /** CRC-32 by place. A chunk whose bytes have another one is fetched again. */
  readonly done: Readonly<Record<string, number>>
  chunkDone(index: number, crc: number): void
}

type OnBytes = (delta: number) => void

/** Bytes that a chunk of an object of this size has. */
export function chunkSizeFor(size: number): number {
  return Math.max(SMALLEST_CHUNK, Math.ceil(size / MOST_CHUNKS / MiB) * MiB)
}

/**
 * Reads an object into a part file, and proves that all of it came and that it is what the endpoint
 * has: by its length, and by its checksum, of the whole or of its parts. A connection that
 * breaks goes on where it was; every request is pinned to one version, so two are never stitched.
 *
 * @param memory only for what is larger than {@link RANGED_FROM}
 * @returns the checksum that was found to be right; `undefined` when the endpoint gives none
 * @throws AppError `changed-meanwhile` when the version is no longer there, `corrupted` when what
 *   came is not what the endpoint has
 */
export async function fetchObject(
  storage: TransferStorage,
  version: Version,
  part: PartFile,
  memory: ChunkMemory | undefined,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<ObjectChecksum | undefined> {
  const whole = () => fetchWhole(storage, version, part, onBytes, signal)
  if (!memory) return await withSlot(signal, whole)
  let moved = 0
  const counted: OnBytes = delta => {
    moved += delta
    onBytes(delta)
  }
  try {
    return await fetchChunks(storage, version, part, memory, counted, signal)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-supported') throw error
    // The server can't read in parts.
    onBytes(-moved)
    return await withSlot(signal, whole)
  }
}

/**
 * Reads an object with one request, and as many more as the connection breaks; see
 * {@link fetchObject}. A server that can't go on in the middle begins again at place 0.
 */
export async function fetchWhole(
  storage: TransferStorage,
  { key, etag, size }: Version,
  part: Pick<PartFile, 'writeAll'>,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<ObjectChecksum | undefined> {
  let position = 0
  let total = size
  let expected: ObjectChecksum | undefined
  let checksum: Checksum | undefined
  const restart = (): void => {
    onBytes(-position)
    position = 0
    checksum = undefined
  }
  const checksumOf = async ({ discard, ...told }: ObjectPieces) => {
    const checksums = told.checksum ? [told.checksum] : []
    const object = { key, etag: told.etag, size: told.totalSize, checksums }
    try {
      return await objectChecksum(storage, object, told.checksumType, signal)
    } catch (error) {
      discard()
      throw error
    }
  }
  const attempt = async (): Promise<void> => {
    // Without an ETag nothing says that the rest would be of the same version.
    if (etag === '' && position > 0) restart()
    const range = position > 0 ? { range: { start: position } } : {}
    const body = await storage.fetch({ key, ...pinned(etag), ...range }, signal)
    if (position === 0) {
      total = body.totalSize
      if (etag !== '' && total !== size) {
        body.discard()
        throw corrupted(key, `It has ${size} bytes, ${total} were sent.`)
      }
      expected = await checksumOf(body)
      checksum = expected && startObjectChecksum(expected)
    }
    for await (const piece of body.pieces) {
      await part.writeAll(piece, position)
      for (const chunk of piece) checksum?.update(chunk)
      position += lengthOf(piece)
      onBytes(lengthOf(piece))
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
  if (expected && checksum) compare(key, expected, checksum.value())
  return expected
}

async function fetchChunks(
  storage: TransferStorage,
  { key, etag, size }: Version,
  part: PartFile,
  memory: ChunkMemory,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<ObjectChecksum | undefined> {
  const head = await withRetries(() => storage.head(key, signal), signal)
  if (etag !== '' && head.etag !== etag) throw replaced(key)
  const chunk = chunkSizeFor(size)
  const pieces: { crc: number; size: number }[] = new Array(Math.ceil(size / chunk))
  const fetchPiece = async (index: number, stop: AbortSignal): Promise<void> => {
    const start = index * chunk
    const range = { key, etag, start, end: Math.min(size, start + chunk) }
    const length = range.end - start
    const known = await keptCrc(part, memory.done[index], start, length)
    if (known !== undefined) onBytes(length)
    const crc = known ?? (await fetchChunk(storage, range, part, onBytes, stop))
    if (known === undefined) memory.chunkDone(index, crc)
    pieces[index] = { crc, size: length }
  }
  // All have to have stopped before the part file may go.
  await inLanes({ count: pieces.length, usual: LANES }, signal, async (next, stop) => {
    for (let index = next(); index !== undefined; index = next()) {
      stop.throwIfAborted()
      await fetchPiece(index, stop)
    }
  })
  const expected = await objectChecksum(storage, head, head.checksumType, signal)
  if (expected) await verify(key, expected, part, pieces, signal)
  return expected
}

/** The CRC of a chunk that an earlier try wrote, when its bytes are still those. */
async function keptCrc(
  part: PartFile,
  crc: number | undefined,
  start: number,
  length: number,
): Promise<number | undefined> {
  if (crc === undefined) return undefined
  const buffer = Buffer.allocUnsafe(Math.min(length, MiB))
  let read = 0
  let found = 0
  while (read < length) {
    const bytes = await part.read(buffer.subarray(0, length - read), start + read)
    if (bytes.length === 0) return undefined
    found = crc32(bytes, found)
    read += bytes.length
  }
  return found === crc ? crc : undefined
}

async function fetchChunk(
  storage: TransferStorage,
  { key, etag, start, end }: { key: string; etag: string; start: number; end: number },
  part: PartFile,
  onBytes: OnBytes,
  signal: AbortSignal,
): Promise<number> {
  let position = start
  let crc = 0
  await withRetries(
    async () => {
      const range = { start: position, end: end - 1 }
      const body = await storage.fetch({ key, ...pinned(etag), range }, signal)
      if (body.size !== end - position) {
        body.discard()
        throw corrupted(key, `${end - position} bytes were asked for, ${body.size} were sent.`)
      }
      for await (const piece of body.pieces) {
        await part.writeAll(piece, position)
        for (const chunk of piece) crc = crc32(chunk, crc)
        position += lengthOf(piece)
        onBytes(lengthOf(piece))
      }
      if (position !== end) throw corrupted(key, 'A range of it came too short.')
    },
    signal,
    { ...ITEM_RETRY, progress: () => position },
  )
  return crc
}

/** A CRC-32 is put together from those of the chunks; for any other the file is read once more. */
async function verify(
  key: string,
  expected: ObjectChecksum,
  part: PartFile,
  pieces: readonly { crc: number; size: number }[],
  signal: AbortSignal,
): Promise<void> {
  if (expected.algorithm === 'CRC32' && !expected.partSizes) {
    compare(key, expected, crc32Base64(combineCrc32(pieces)))
    return
  }
  const checksum = startObjectChecksum(expected)
  for await (const chunk of part.content(signal)) checksum.update(chunk)
  compare(key, expected, checksum.value())
}

function pinned(etag: string): { ifMatch?: string } {
  return etag === '' ? {} : { ifMatch: etag }
}

function compare(key: string, expected: ExpectedChecksum, value: string): void {
  if (value === expected.value) return
  throw corrupted(key, `Its ${expected.algorithm} is ${expected.value}, what came has ${value}.`)
}

function replaced(key: string): AppError {
  return new AppError({
    code: 'changed-meanwhile',
    message: `“${key}” was replaced since the download was planned.`,
    remedy: 'Download it again.',
    subject: { key },
  })
}

function corrupted(key: string, what: string): AppError {
  return new AppError({
    code: 'corrupted',
    message: `“${key}” did not arrive as the endpoint has it. ${what}`,
    remedy: 'Retry; if it happens again, the connection or the endpoint changes the bytes.',
    subject: { key },
  })
}
