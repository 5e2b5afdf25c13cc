import { DIGEST, NONE, OTHER, unpackEtag } from '../storage/packed-etag.ts'
import type { PackedPage } from '../storage/packed-page.ts'
import { grown, StringColumn } from './string-column.ts'

/**
 * ETags in 18 bytes each. Nearly all are 32 hex digits, with `-parts` after a multipart upload;
 * any other text is kept as it is, where the first four bytes of the digest say.
 */
export class EtagColumn {
  #digests = new Uint8Array(256 * DIGEST)
  #parts = new Uint16Array(256)
  #count = 0
  readonly #others = new StringColumn()

  /** The ETag of one object of a page. */
  push({ columns }: PackedPage, from: number): void {
    const row = this.pushNone()
    const { digests, parts, otherEtags } = columns
    const kind = parts[from] ?? NONE
    this.#parts[row] = kind
    if (kind === OTHER) {
      new DataView(this.#digests.buffer).setUint32(row * DIGEST, this.#others.count)
      this.#others.push(otherEtags.get(from) ?? '')
      return
    }
    for (let byte = 0; byte < DIGEST; byte += 1) {
      this.#digests[row * DIGEST + byte] = digests[from * DIGEST + byte] ?? 0
    }
  }

  /** What has no ETag; gives its row. */
  pushNone(): number {
    const row = this.#count
    this.#count += 1
    if (this.#count > this.#parts.length) this.#parts = grown(this.#parts, this.#count)
    if (this.#count * DIGEST > this.#digests.length) {
      this.#digests = grown(this.#digests, this.#count * DIGEST)
    }
    this.#parts[row] = NONE
    return row
  }

  text(row: number): string {
    const parts = this.#parts[row] ?? NONE
    if (parts !== OTHER) return unpackEtag(this.#digests, row * DIGEST, parts)
    return this.#others.text(new DataView(this.#digests.buffer).getUint32(row * DIGEST))
  }

  trim(): void {
    this.#digests = this.#digests.slice(0, this.#count * DIGEST)
    this.#parts = this.#parts.slice(0, this.#count)
    this.#others.trim()
  }

  get byteLength(): number {
    return this.#digests.byteLength + this.#parts.byteLength + this.#others.byteLength
  }
}
