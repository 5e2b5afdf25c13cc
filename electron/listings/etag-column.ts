import { grown, StringColumn } from './string-column.ts'

const DIGEST = 16
/** Marks an ETag of any other form; its first four bytes then say where its text is. */
const OTHER = 0xffff
const COMMON_FORM = /^([0-9a-f]{32})(?:-([1-9][0-9]{0,4}))?$/

/**
 * ETags in 18 bytes each. Nearly all are 32 hex digits, with `-parts` after a multipart upload;
 * any other text is kept as it is. The form is only packed: no meaning is read from it.
 */
export class EtagColumn {
  #digests = new Uint8Array(256 * DIGEST)
  #parts = new Uint16Array(256)
  #count = 0
  readonly #others = new StringColumn()

  push(etag: string): void {
    const row = this.#count
    this.#count += 1
    if (this.#count > this.#parts.length) this.#parts = grown(this.#parts, this.#count)
    if (this.#count * DIGEST > this.#digests.length) {
      this.#digests = grown(this.#digests, this.#count * DIGEST)
    }
    const match = COMMON_FORM.exec(etag)
    const parts = Number(match?.[2] ?? 0)
    if (match?.[1] && parts < OTHER) {
      this.#parts[row] = parts
      for (let at = 0; at < DIGEST; at += 1) {
        this.#digests[row * DIGEST + at] = Number.parseInt(match[1].slice(at * 2, at * 2 + 2), 16)
      }
      return
    }
    this.#parts[row] = OTHER
    new DataView(this.#digests.buffer).setUint32(row * DIGEST, this.#others.count)
    this.#others.push(etag)
  }

  text(row: number): string {
    const parts = this.#parts[row] ?? 0
    if (parts === OTHER) {
      return this.#others.text(new DataView(this.#digests.buffer).getUint32(row * DIGEST))
    }
    const digest = Buffer.from(this.#digests.buffer, row * DIGEST, DIGEST).toString('hex')
    return parts === 0 ? digest : `${digest}-${parts}`
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
