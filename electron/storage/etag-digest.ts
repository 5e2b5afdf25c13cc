import { createHash, type Hash } from 'node:crypto'
import { partSizeFor } from './multipart.ts'

const MiB = 1024 * 1024
/** Part sizes that programs choose by themselves, in MiB: rclone 5, the AWS CLI 8, Cyberduck 10, s3cmd 15. */
const USUAL_PARTS = [5, 8, 10, 15, 16, 25, 32, 50, 64, 100, 128, 256, 512]

/** Works out, as bytes come by, whether an ETag is the MD5 of them. */
export interface ETagDigest {
  update(bytes: Uint8Array): void
  /** Called once, at the end. `false` also where the ETag is no MD5, or of parts of an unusual size. */
  matches(): boolean
}

/**
 * The digest that an ETag asks for: one MD5, or for `md5-parts` the MD5 of the parts' MD5s. How
 * large the parts were is not told, so every usual size that gives as many is tried at once.
 *
 * @param size bytes of the object
 */
export function etagDigest(etag: string, size: number): ETagDigest {
  const parts = /^[0-9a-f]{32}-([0-9]{1,5})$/i.exec(etag)?.[1]
  if (parts === undefined) {
    const hash = createHash('md5')
    return { update: bytes => hash.update(bytes), matches: () => hash.digest('hex') === etag }
  }
  const digests = partSizes(size, Number(parts)).map(partSize => new PartsDigest(partSize))
  return {
    update: bytes => {
      for (const digest of digests) digest.update(bytes)
    },
    // Each must end, whether or not an earlier one is right.
    matches: () => digests.map(digest => digest.value()).includes(etag),
  }
}

/** The part sizes, in bytes, with which an object of this size has so many parts. */
function partSizes(size: number, count: number): number[] {
  const smallest = Math.ceil(size / count / MiB) * MiB
  const tried = [partSizeFor(size), ...USUAL_PARTS.map(each => each * MiB), smallest]
  return [...new Set(tried)].filter(each => each > 0 && Math.ceil(size / each) === count)
}

class PartsDigest {
  readonly #partSize: number
  readonly #whole = createHash('md5')
  #part: Hash = createHash('md5')
  #filled = 0
  #count = 0

  constructor(partSize: number) {
    this.#partSize = partSize
  }

  update(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const piece = bytes.subarray(at, at + this.#partSize - this.#filled)
      this.#part.update(piece)
      this.#filled += piece.length
      at += piece.length
      if (this.#filled === this.#partSize) this.#endPart()
    }
  }

  value(): string {
    if (this.#filled > 0) this.#endPart()
    return `${this.#whole.digest('hex')}-${this.#count}`
  }

  #endPart(): void {
    this.#whole.update(this.#part.digest())
    this.#part = createHash('md5')
    this.#filled = 0
    this.#count += 1
  }
}
