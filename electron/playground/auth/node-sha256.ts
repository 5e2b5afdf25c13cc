import { hash } from 'node:crypto'

const BLOCK_BYTES = 64

/**
 * SHA-256, or HMAC with a secret (RFC 2104), in one-shot calls: what the signer hashes is short,
 * and making a streaming HMAC costs more than all the rest of a signature.
 */
export class NodeSha256 {
  readonly #secret: Uint8Array | undefined
  #data: Uint8Array[] = []

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#secret = secret === undefined ? undefined : bytesOf(secret)
  }

  update(data: Uint8Array): void {
    this.#data.push(data)
  }

  async digest(): Promise<Uint8Array> {
    const [inner, outer] = this.#pads()
    const digest = sha256([...inner, ...this.#data])
    return outer === undefined ? digest : sha256([outer, digest])
  }

  reset(): void {
    this.#data = []
  }

  #pads(): [inner: Uint8Array[], outer: Uint8Array | undefined] {
    if (this.#secret === undefined) return [[], undefined]
    const key = new Uint8Array(BLOCK_BYTES)
    key.set(this.#secret.length > BLOCK_BYTES ? sha256([this.#secret]) : this.#secret)
    return [[key.map(byte => byte ^ 0x36)], key.map(byte => byte ^ 0x5c)]
  }
}

function sha256(data: readonly Uint8Array[]): Buffer {
  return hash('sha256', Buffer.concat(data), 'buffer')
}

function bytesOf(source: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof source === 'string') return Buffer.from(source)
  if (source instanceof ArrayBuffer) return new Uint8Array(source)
  return new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
}
