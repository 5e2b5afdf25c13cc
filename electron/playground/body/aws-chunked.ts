import { createHash, type Hash } from 'node:crypto'
import type { ChunkSigner } from '../auth/payload-proof.ts'
import { S3Error } from '../s3-error.ts'

/** How an aws-chunked body is to be read. */
export interface ChunkedOptions {
  readonly trailer: boolean
  /** Present when each chunk is signed. */
  readonly signer?: ChunkSigner
  /** Bytes after decoding, as x-amz-decoded-content-length promises. */
  readonly decodedLength: number
}

const CR_LF = Buffer.from('\r\n')
const MAX_LINE = 8 * 1024
const MAX_TRAILER = 16 * 1024

/**
 * Takes the aws-chunked framing off a body, verifying each chunk's signature on the way.
 * Yields the bytes as they come; the caller stores nothing for good before the end.
 *
 * @param trailers filled with the trailing headers, lower case, once the body is at its end
 * @throws S3Error IncompleteBody, InvalidRequest or SignatureDoesNotMatch
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  options: ChunkedOptions,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const input = new Input(source)
  let decoded = 0
  for (;;) {
    const { size, signature } = readChunkHeader(await input.line())
    const hash = options.signer === undefined ? undefined : createHash('sha256')
    for (let left = size; left > 0; ) {
      const piece = await input.take(left)
      left -= piece.length
      decoded += piece.length
      if (decoded > options.decodedLength) throw new S3Error('IncompleteBody')
      hash?.update(piece)
      yield piece
    }
    await verifyChunk(options.signer, hash, signature)
    if (size === 0) break
    await input.expect(CR_LF)
  }
  if (decoded !== options.decodedLength) throw new S3Error('IncompleteBody')
  await readTrailers(await input.rest(MAX_TRAILER), options, trailers)
}

function readChunkHeader(line: string): { size: number; signature: string | undefined } {
  const match = /^([0-9a-f]{1,16})\s*(?:;\s*chunk-signature=([0-9a-f]+))?\s*$/i.exec(line)
  if (match?.[1] === undefined) throw malformed()
  return { size: Number.parseInt(match[1], 16), signature: match[2] }
}

async function verifyChunk(
  signer: ChunkSigner | undefined,
  hash: Hash | undefined,
  signature: string | undefined,
): Promise<void> {
  if (signer === undefined || hash === undefined) return
  if (signature === undefined) throw new S3Error('SignatureDoesNotMatch')
  await signer.verifyChunk(hash.digest('hex'), signature)
}

async function readTrailers(
  text: string,
  { trailer, signer }: ChunkedOptions,
  trailers: Map<string, string>,
): Promise<void> {
  let signature: string | undefined
  let canonical = ''
  for (const line of text.split(/\r?\n/)) {
    if (line === '') continue
    const colon = line.indexOf(':')
    if (!trailer || colon < 1) throw new S3Error('MalformedTrailerError')
    const name = line.slice(0, colon).trim().toLowerCase()
    const value = line.slice(colon + 1).trim()
    if (name === 'x-amz-trailer-signature') {
      signature = value
      continue
    }
    trailers.set(name, value)
    canonical += `${name}:${value}\n`
  }
  if (signer === undefined || !trailer) return
  if (signature === undefined) throw new S3Error('SignatureDoesNotMatch')
  await signer.verifyTrailer(canonical, signature)
}

function malformed(): S3Error {
  return new S3Error('InvalidRequest', { message: 'The aws-chunked body is malformed.' })
}

/** A pull reader over the socket's buffers; never copies what it need not. */
class Input {
  readonly #source: AsyncIterator<Buffer>
  #buffer: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async line(): Promise<string> {
    for (;;) {
      const end = this.#buffer.indexOf(CR_LF)
      if (end !== -1) {
        const line = this.#buffer.toString('latin1', 0, end)
        this.#buffer = this.#buffer.subarray(end + 2)
        return line
      }
      if (this.#buffer.length > MAX_LINE) throw malformed()
      if (!(await this.#more())) throw new S3Error('IncompleteBody')
    }
  }

  /** Up to `limit` bytes, at least one. */
  async take(limit: number): Promise<Buffer> {
    while (this.#buffer.length === 0) {
      if (!(await this.#more())) throw new S3Error('IncompleteBody')
    }
    const piece = this.#buffer.subarray(0, limit)
    this.#buffer = this.#buffer.subarray(piece.length)
    return piece
  }

  async expect(bytes: Buffer): Promise<void> {
    while (this.#buffer.length < bytes.length) {
      if (!(await this.#more())) throw new S3Error('IncompleteBody')
    }
    if (!this.#buffer.subarray(0, bytes.length).equals(bytes)) throw malformed()
    this.#buffer = this.#buffer.subarray(bytes.length)
  }

  async rest(limit: number): Promise<string> {
    while (await this.#more()) if (this.#buffer.length > limit) throw malformed()
    return this.#buffer.toString('latin1')
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next()
    if (next.done === true) return false
    this.#buffer =
      this.#buffer.length === 0 ? next.value : Buffer.concat([this.#buffer, next.value])
    return true
  }
}
