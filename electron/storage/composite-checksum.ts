import type { ChecksumAlgorithm } from '#shared/s3.ts'
import { type Checksum, startChecksum } from './checksum.ts'

/**
 * A checksum of the checksums of an object's parts, which S3 writes with `-` and their number.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export class CompositeChecksum implements Checksum {
  readonly #algorithm: ChecksumAlgorithm
  readonly #sizes: readonly number[]
  readonly #whole: Checksum
  #part: Checksum
  #at = 0
  #filled = 0

  /** @param sizes of the parts, in bytes */
  constructor(algorithm: ChecksumAlgorithm, sizes: readonly number[]) {
    this.#algorithm = algorithm
    this.#sizes = sizes
    this.#whole = startChecksum(algorithm)
    this.#part = startChecksum(algorithm)
  }

  update(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const room = (this.#sizes[this.#at] ?? Number.POSITIVE_INFINITY) - this.#filled
      const piece = bytes.subarray(at, at + room)
      this.#part.update(piece)
      this.#filled += piece.length
      at += piece.length
      if (piece.length === room) this.#endPart()
    }
  }

  value(): string {
    return `${this.#whole.value()}-${this.#at}`
  }

  #endPart(): void {
    this.#whole.update(Buffer.from(this.#part.value(), 'base64'))
    this.#part = startChecksum(this.#algorithm)
    this.#filled = 0
    this.#at += 1
  }
}
