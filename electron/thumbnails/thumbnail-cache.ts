import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Which bytes a thumbnail is of. */
export interface ThumbnailKey {
  readonly profileId: string
  readonly bucket: string
  readonly key: string
  readonly etag: string
}

/** What a file costs besides its bytes: even one that only says there is no thumbnail. */
const FILE_COST = 512
const NAME = /^[0-9a-f]{16}-[0-9a-f]{48}$/

/**
 * Thumbnails on disk, at most so many bytes: what was not looked at for longest goes first. Names
 * are hashes, so the folder tells nothing about buckets and keys. An empty file is the knowledge
 * that there is no thumbnail.
 */
export class ThumbnailCache {
  readonly #folder: string
  readonly #limit: number
  /** Sizes by name, the least recently used first; read from the folder once. */
  #known: Promise<Map<string, number>> | undefined
  #bytes = 0

  constructor(options: { readonly folder: string; readonly limit: number }) {
    this.#folder = options.folder
    this.#limit = options.limit
  }

  /** The bytes; empty when there is none to be had; `undefined` when nobody has tried. */
  async get(key: ThumbnailKey): Promise<Uint8Array | undefined> {
    const known = await this.#files()
    const name = nameOf(key)
    const size = known.get(name)
    if (size === undefined) return undefined
    try {
      const bytes = await readFile(join(this.#folder, name))
      known.delete(name)
      known.set(name, size)
      const now = new Date()
      // Only the order of the next start depends on it.
      void utimes(join(this.#folder, name), now, now).catch(() => undefined)
      return bytes
    } catch {
      // Somebody tidied up the folder: it can be made again.
      this.#forget(known, name)
      return undefined
    }
  }

  /** Keeps a thumbnail, and lets go of others when there are too many. Rejects when the disk does. */
  async put(key: ThumbnailKey, bytes: Uint8Array): Promise<void> {
    const known = await this.#files()
    const name = nameOf(key)
    const temp = join(this.#folder, `${randomBytes(8).toString('hex')}.tmp`)
    await writeFile(temp, bytes, { mode: 0o600, flag: 'wx' })
    await rename(temp, join(this.#folder, name))
    this.#forget(known, name)
    known.set(name, bytes.length + FILE_COST)
    this.#bytes += bytes.length + FILE_COST
    for (const oldest of known.keys()) {
      if (this.#bytes <= this.#limit) break
      await this.#remove(known, oldest)
    }
  }

  /** What they take on disk. */
  async usage(): Promise<{ readonly bytes: number; readonly limit: number }> {
    await this.#files()
    return { bytes: this.#bytes, limit: this.#limit }
  }

  async clear(): Promise<void> {
    const known = await this.#files()
    for (const name of [...known.keys()]) await this.#remove(known, name)
  }

  /** Removes what belongs to no profile any more. */
  async keepProfiles(profileIds: readonly string[]): Promise<void> {
    const known = await this.#files()
    const kept = new Set(profileIds.map(profilePart))
    for (const name of [...known.keys()]) {
      if (!kept.has(name.slice(0, 16))) await this.#remove(known, name)
    }
  }

  #files(): Promise<Map<string, number>> {
    this.#known ??= this.#scan()
    return this.#known
  }

  async #scan(): Promise<Map<string, number>> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const found: { name: string; size: number; used: number }[] = []
    for (const name of await readdir(this.#folder)) {
      // What a crash left behind.
      if (name.endsWith('.tmp')) await rm(join(this.#folder, name), { force: true })
      if (!NAME.test(name)) continue
      const { size, mtimeMs } = await stat(join(this.#folder, name))
      found.push({ name, size: size + FILE_COST, used: mtimeMs })
    }
    found.sort((a, b) => a.used - b.used)
    this.#bytes = found.reduce((sum, { size }) => sum + size, 0)
    return new Map(found.map(({ name, size }) => [name, size]))
  }

  async #remove(known: Map<string, number>, name: string): Promise<void> {
    this.#forget(known, name)
    await rm(join(this.#folder, name), { force: true })
  }

  #forget(known: Map<string, number>, name: string): void {
    this.#bytes -= known.get(name) ?? 0
    known.delete(name)
  }
}

function nameOf({ profileId, bucket, key, etag }: ThumbnailKey): string {
  const hash = createHash('sha256').update(JSON.stringify([profileId, bucket, key, etag]))
  return `${profilePart(profileId)}-${hash.digest('hex').slice(0, 48)}`
}

function profilePart(profileId: string): string {
  return createHash('sha256').update(profileId).digest('hex').slice(0, 16)
}
