import { Decoder } from './decoder.ts'
import { decoderScript, forkDecoder, type StartDecoder } from './decoder-process.ts'
import { type PictureSource, readPicture } from './read-picture.ts'
import { ThumbnailCache, type ThumbnailKey } from './thumbnail-cache.ts'

/** Objects that are read for a thumbnail at once. */
const LANES = 4
/** 256 MiB: about fifteen thousand thumbnails. */
const LIMIT = 256 * 1024 * 1024

interface ThumbnailsOptions {
  readonly folder: string
  /** How the shell starts the decoder's process; plain Node forks it. */
  readonly start?: StartDecoder
  /** Whether the user wants any: they cost requests. */
  readonly enabled: () => boolean
  /** The bytes of an object, of that version only. */
  readonly open: (object: ThumbnailKey) => Promise<PictureSource>
  /** Bytes on disk; the default is for the product. */
  readonly limit?: number
}

/** Small pictures of objects, made when somebody looks and kept on disk. */
export class Thumbnails {
  readonly #options: ThumbnailsOptions
  readonly #cache: ThumbnailCache
  readonly #decoder: Decoder
  /** What the decoder died of; that may be its own fault, so it is tried again after a restart. */
  readonly #deadly = new Set<string>()
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(options: ThumbnailsOptions) {
    const { folder, start = forkDecoder, limit = LIMIT } = options
    this.#options = options
    this.#cache = new ThumbnailCache({ folder, limit })
    this.#decoder = new Decoder(() => start(decoderScript()))
  }

  /**
   * The thumbnail as WebP; `undefined` when there is none to be had. Throws as the storage does, and
   * when the signal aborts; only what is certain is remembered.
   */
  async get(object: ThumbnailKey, signal: AbortSignal): Promise<Uint8Array | undefined> {
    if (!this.#options.enabled()) return undefined
    const name = JSON.stringify(object)
    if (this.#deadly.has(name)) return undefined
    const known = await this.#cache.get(object)
    if (known) return known.length > 0 ? known : undefined
    await this.#lane(signal)
    try {
      const source = await this.#options.open(object)
      const picture = await readPicture(source, signal)
      const decoded = picture ? await this.#decoder.decode(picture, signal) : 'no-picture'
      if (decoded === 'no-answer') {
        this.#deadly.add(name)
        return undefined
      }
      const made = decoded === 'no-picture' ? undefined : decoded
      // A disk that is full is no reason to show nothing.
      await this.#cache.put(object, made ?? new Uint8Array()).catch(() => undefined)
      return made
    } finally {
      this.#running -= 1
      this.#waiting.pop()?.()
    }
  }

  usage() {
    return this.#cache.usage()
  }

  clear(): Promise<void> {
    return this.#cache.clear()
  }

  /** Removes what belongs to no profile any more. */
  keepProfiles(profileIds: readonly string[]): Promise<void> {
    return this.#cache.keepProfiles(profileIds)
  }

  close(): void {
    this.#decoder.close()
  }

  /** Waits for a free lane. The latest comes first: it is what one looks at now. */
  async #lane(signal: AbortSignal): Promise<void> {
    while (this.#running >= LANES) {
      await new Promise<void>(resolve => this.#waiting.push(resolve))
      // Who scrolled on passes the turn to the next.
      if (signal.aborted) this.#waiting.pop()?.()
      signal.throwIfAborted()
    }
    signal.throwIfAborted()
    this.#running += 1
  }
}
