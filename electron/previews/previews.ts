import { Readable } from 'node:stream'
import { AppError } from '#shared/errors.ts'
import type { SaveTarget } from '#shared/ipc/methods/previews.ts'
import { MAX_MEMBER_BYTES, type Preview } from '#shared/preview.ts'
import { kindOf } from './kind.ts'
import { isGzip } from './magic.ts'
import { members, type Taken, take } from './member.ts'
import { pixelsOf } from './pixels.ts'
import type { PreviewStorage } from './preview-storage.ts'
import { type Saved, saveText } from './save-text.ts'

/** Names an object. */
export interface ObjectName {
  readonly profileId: string
  readonly bucket: string
  readonly key: string
}

/** A part of the version that was described. `from` and `length` in bytes. */
export interface PartRequest extends ObjectName {
  readonly etag: string
  readonly gzip: boolean
  readonly from: number
  readonly length: number
}

/** The first bytes that are asked for: enough to know what it is, and to fill a screen. */
const HEAD_BYTES = 64 * 1024

/** Where a photograph's size may hide behind its thumbnail and color profile. */
const DEEP_HEAD_BYTES = 512 * 1024

/** What a gzip file may hold in bytes before anything comes out of it. */
const SILENT_BYTES = 1024 * 1024

/**
 * Looks into objects without downloading them: one ranged GET tells what an object is and shows
 * its beginning, further ones are only made when somebody looks further. Never a HEAD.
 */
export class Previews {
  readonly #storage: (profileId: string, bucket: string) => Promise<PreviewStorage>

  constructor(storage: (profileId: string, bucket: string) => Promise<PreviewStorage>) {
    this.#storage = storage
  }

  /**
   * Finds out what an object is by its first bytes.
   *
   * @param object `etag`: only at this version
   * @throws AppError, `archived` when it must be restored first, `changed-meanwhile` when the
   *   version is another
   */
  async describe(object: ObjectName & { etag?: string }, signal: AbortSignal): Promise<Preview> {
    const storage = await this.#storage(object.profileId, object.bucket)
    const first = await readHead(storage, object, HEAD_BYTES, signal)
    const known = {
      etag: first.etag,
      size: first.size,
      ...(first.contentType === undefined ? {} : { contentType: first.contentType }),
    }
    if (isGzip(first.bytes)) {
      const inside = await takeMember(first).catch(() => undefined)
      // What only looks like gzip is shown as the bytes it is.
      if (inside) return { ...known, ...described(object.key, inside, true, first.contentType) }
    }
    const preview = described(object.key, first, false, first.contentType)
    const unmeasured = preview.mediaType === 'image/jpeg' && !preview.pixels && !first.complete
    if (!unmeasured) return { ...known, ...preview }
    const pinned = { ...object, etag: first.etag }
    const more = await readHead(storage, pinned, DEEP_HEAD_BYTES, signal)
    const pixels = pixelsOf(more.bytes, 'image/jpeg')
    return { ...known, ...preview, ...(pixels ? { pixels } : {}) }
  }

  /**
   * Reads a part of what was described.
   *
   * @throws AppError `changed-meanwhile` when the object is no longer that version, `too-large`
   *   for what lies too deep in a gzip file
   */
  async read(part: PartRequest, signal: AbortSignal): Promise<Taken> {
    const { key, etag, gzip, from, length } = part
    const storage = await this.#storage(part.profileId, part.bucket)
    if (!gzip) {
      const range = { start: from, end: from + length - 1 }
      const { stream, totalSize } = await storage.read({ key, ifMatch: etag, range }, signal)
      const { bytes } = await take(stream, 0, length)
      return { bytes, complete: from + bytes.length >= totalSize }
    }
    if (from + length > MAX_MEMBER_BYTES) throw tooDeep(key)
    const range = { start: 0, end: from + length + SILENT_BYTES - 1 }
    const { stream } = await storage.read({ key, ifMatch: etag, range }, signal)
    return take(members(stream), from, length).catch(cause => {
      if (signal.aborted || cause instanceof AppError) throw cause
      throw damaged(key, cause)
    })
  }

  /** Saves edited text; see {@link saveText}. */
  async save(
    object: ObjectName,
    bytes: Uint8Array,
    to: SaveTarget,
    signal: AbortSignal,
  ): Promise<Saved> {
    const storage = await this.#storage(object.profileId, object.bucket)
    return saveText(storage, object.key, bytes, to, signal)
  }
}

interface Head extends Taken {
  readonly etag: string
  readonly size: number
  readonly contentType: string | undefined
}

async function readHead(
  storage: PreviewStorage,
  { key, etag }: ObjectName & { etag?: string },
  length: number,
  signal: AbortSignal,
): Promise<Head> {
  const range = { start: 0, end: length - 1 }
  const request = { key, ...(etag === undefined ? {} : { ifMatch: etag }) }
  const answer = await storage.read({ ...request, range }, signal).catch(error => {
    // An empty object has no such range, and some servers have no ranges at all: the whole then,
    // which is let go after as many bytes.
    const { status } = error instanceof AppError ? error.failure.details : {}
    const rangeless = error instanceof AppError && error.code === 'not-supported'
    if (status !== 416 && !rangeless) throw error
    return storage.read(request, signal)
  })
  const { bytes } = await take(answer.stream, 0, length)
  return {
    bytes,
    complete: bytes.length >= answer.totalSize,
    etag: answer.etag,
    size: answer.totalSize,
    contentType: answer.contentType,
  }
}

/** The beginning of what a gzip file holds, out of its own beginning. */
async function takeMember({ bytes, complete }: Head): Promise<Taken> {
  const source = Readable.from([bytes], { objectMode: false })
  const taken = await take(members(source), 0, HEAD_BYTES)
  return { bytes: taken.bytes, complete: complete && taken.complete }
}

function described(
  key: string,
  { bytes, complete }: Taken,
  gzip: boolean,
  contentType: string | undefined,
): Omit<Preview, 'etag' | 'size' | 'contentType'> {
  const kind = kindOf(bytes, {
    name: gzip ? key.replace(/\.gz$/i, '') : key,
    contentType,
    complete,
  })
  const pixels =
    kind.kind === 'image' && kind.mediaType ? pixelsOf(bytes, kind.mediaType) : undefined
  return {
    ...kind,
    ...(pixels ? { pixels } : {}),
    gzip,
    head: Buffer.from(bytes).toString('base64'),
    complete,
  }
}

function tooDeep(key: string): AppError {
  return new AppError({
    code: 'too-large',
    message: `Only the first 16 MB of what “${key}” holds can be looked at.`,
    remedy: 'Download it to see the rest.',
    subject: { key },
  })
}

function damaged(key: string, cause: unknown): AppError {
  return new AppError(
    {
      code: 'corrupted',
      message: `What “${key}” holds can’t be decompressed: the file is damaged.`,
      remedy: 'Download it to look at what is left of it.',
      subject: { key },
    },
    { cause },
  )
}
