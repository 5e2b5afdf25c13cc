import { createHash, randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { PayloadProof } from '../auth/payload-proof.ts'
import { S3Error } from '../s3-error.ts'
import type { S3Request } from '../s3-request.ts'
import { decodeAwsChunked } from './aws-chunked.ts'
import {
  type ChecksumAlgorithm,
  checksumHeader,
  isChecksumValue,
  type RunningChecksum,
  type StoredChecksum,
  startChecksum,
} from './checksum.ts'
import { type ExpectedDigests, expectedDigests, invalidChecksum } from './expected-digests.ts'

/** Where the bytes of a body go. */
export interface BodySink {
  write(data: Buffer): Promise<void> | void
}

/** What was learned from a body while it was read and verified. */
export interface BodyReport {
  /** Bytes, after decoding. */
  readonly size: number
  readonly etag: string
  /** The checksum that the request promised, found true. */
  readonly promised?: StoredChecksum
  /** The checksum that the verb wished to keep; the same as `promised` where that is its own. */
  readonly kept?: StoredChecksum
}

/**
 * What an ETag is made of. Under KMS it says nothing of the bytes: S3's "Checking object integrity",
 * and "Object" of the API reference.
 */
export type ETagKind = 'md5' | 'opaque'

/** What a verb wants from the body. */
export interface BodyWishes {
  /** A checksum to compute whatever the request promises. */
  readonly checksum?: ChecksumAlgorithm | undefined
  readonly etag: ETagKind
  /** Largest size in bytes; the error when it is exceeded. */
  readonly limit: number
  readonly tooLarge: 'EntityTooLarge' | 'MaxMessageLengthExceeded'
}

const MAX_DOCUMENT = 16 * 1024 * 1024

/** The body of one request: read at most once, and verified in every way it asks for. */
export class RequestBody {
  readonly #request: S3Request
  readonly #response: ServerResponse
  readonly #proof: PayloadProof
  #begun = false

  constructor(request: S3Request, response: ServerResponse, proof: PayloadProof) {
    this.#request = request
    this.#response = response
    this.#proof = proof
  }

  /** Has reading begun, so that a waiting client was told to send? */
  get begun(): boolean {
    return this.#begun
  }

  /** What the request promises about its body: an MD5, a checksum, both or nothing. */
  promises(): ExpectedDigests {
    return expectedDigests(this.#request)
  }

  /**
   * The whole body as text, for XML and JSON documents.
   *
   * @param options.objectChecksum the checksum header speaks of an object, not of this document
   */
  async text(options: { objectChecksum?: boolean } = {}): Promise<string> {
    const pieces: Buffer[] = []
    const { checksum: _, ...withoutChecksum } = this.promises()
    await this.#read(
      { write: data => void pieces.push(data) },
      { etag: 'opaque', limit: MAX_DOCUMENT, tooLarge: 'MaxMessageLengthExceeded' },
      options.objectChecksum ? withoutChecksum : this.promises(),
    )
    return Buffer.concat(pieces).toString('utf8')
  }

  /**
   * Streams the body into a sink.
   *
   * @throws S3Error when length, signature, SHA-256, MD5 or checksum do not hold; what the sink
   *   received must then be thrown away
   */
  readInto(sink: BodySink, wishes: BodyWishes): Promise<BodyReport> {
    return this.#read(sink, wishes, this.promises())
  }

  async #read(sink: BodySink, wishes: BodyWishes, expected: ExpectedDigests): Promise<BodyReport> {
    const length = this.#length()
    if (length > wishes.limit) throw tooLarge(length, wishes)
    const trailers = new Map<string, string>()
    const hashes = startHashes(this.#proof, expected, wishes)
    let size = 0
    for await (const data of this.#decoded(length, trailers)) {
      size += data.length
      if (size > wishes.limit) throw tooLarge(size, wishes)
      const written = sink.write(data)
      hashes.md5?.update(data)
      hashes.sha256?.update(data)
      for (const checksum of hashes.checksums.values()) checksum.update(data)
      await written
    }
    if (size !== length) throw new S3Error('IncompleteBody')
    const md5 = hashes.md5?.digest()
    verifySha256(this.#proof, hashes.sha256?.digest('hex'))
    verifyMd5(expected.md5, md5)
    const sums = await finish(hashes.checksums)
    const promised = sums.get(expected.checksum?.algorithm)
    verifyChecksum(expected, trailers, promised?.value)
    const kept = sums.get(wishes.checksum)
    const etag = wishes.etag === 'md5' && md5 ? md5.toString('hex') : opaqueETag()
    return { size, etag, ...(promised && { promised }), ...(kept && { kept }) }
  }

  #length(): number {
    const { 'content-length': plain, 'transfer-encoding': transfer } =
      this.#request.incoming.headers
    const decoded = this.#request.incoming.headers['x-amz-decoded-content-length']
    const given = this.#proof.type === 'chunked' ? decoded : plain
    if (given === undefined || Array.isArray(given)) {
      if (this.#proof.type !== 'chunked' && transfer !== undefined) {
        throw new S3Error('NotImplemented', { detail: { Header: 'Transfer-Encoding' } })
      }
      if (this.#request.method !== 'PUT' && this.#proof.type !== 'chunked') return 0
      throw new S3Error('MissingContentLength')
    }
    if (!/^\d+$/.test(given)) throw new S3Error('InvalidArgument')
    return Number(given)
  }

  #decoded(length: number, trailers: Map<string, string>): AsyncIterable<Buffer> {
    const { incoming } = this.#request
    this.#begun = true
    if (incoming.headers.expect?.toLowerCase() === '100-continue') this.#response.writeContinue()
    // Leaving the loop must not destroy the socket: the error still has to be answered on it.
    const raw = incoming.iterator({ destroyOnReturn: false })
    if (this.#proof.type !== 'chunked') return raw
    return decodeAwsChunked(raw, { ...this.#proof, decodedLength: length }, trailers)
  }
}

/** As long as an MD5, and never the same. */
export function opaqueETag(): string {
  return randomBytes(16).toString('hex')
}

function startHashes(proof: PayloadProof, expected: ExpectedDigests, wishes: BodyWishes) {
  const checksums = new Map<ChecksumAlgorithm, RunningChecksum>()
  for (const algorithm of [expected.checksum?.algorithm, wishes.checksum]) {
    if (algorithm !== undefined) checksums.set(algorithm, startChecksum(algorithm))
  }
  const sha256 = proof.type === 'sha256' ? createHash('sha256') : undefined
  const isMd5Wanted = wishes.etag === 'md5' || expected.md5 !== undefined
  return { md5: isMd5Wanted ? createHash('md5') : undefined, sha256, checksums }
}

async function finish(
  running: ReadonlyMap<ChecksumAlgorithm, RunningChecksum>,
): Promise<Map<ChecksumAlgorithm | undefined, StoredChecksum>> {
  const sums = new Map<ChecksumAlgorithm | undefined, StoredChecksum>()
  for (const [algorithm, checksum] of running) {
    const value = (await checksum.digest()).toString('base64')
    sums.set(algorithm, { algorithm, value, type: 'FULL_OBJECT' })
  }
  return sums
}

function verifySha256(proof: PayloadProof, computed: string | undefined): void {
  if (proof.type !== 'sha256' || computed === undefined || proof.hex === computed) return
  throw new S3Error('XAmzContentSHA256Mismatch', {
    detail: { ClientComputedContentSHA256: proof.hex, S3ComputedContentSHA256: computed },
  })
}

function verifyChecksum(
  { checksum }: ExpectedDigests,
  trailers: ReadonlyMap<string, string>,
  computed: string | undefined,
): void {
  if (checksum === undefined) return
  const promised = checksum.value ?? trailers.get(checksumHeader(checksum.algorithm))
  if (promised === undefined) throw new S3Error('MalformedTrailerError')
  if (!isChecksumValue(checksum.algorithm, promised)) throw invalidChecksum(checksum.algorithm)
  if (promised === computed) return
  throw new S3Error('BadDigest', {
    message: `The ${checksum.algorithm} you specified did not match the calculated checksum.`,
  })
}

function verifyMd5(expected: Buffer | undefined, computed: Buffer | undefined): void {
  if (expected === undefined || computed === undefined || expected.equals(computed)) return
  throw new S3Error('BadDigest', {
    detail: {
      ExpectedDigest: expected.toString('base64'),
      CalculatedDigest: computed.toString('base64'),
    },
  })
}

function tooLarge(size: number, wishes: BodyWishes): S3Error {
  if (wishes.tooLarge === 'MaxMessageLengthExceeded') return new S3Error('MaxMessageLengthExceeded')
  return new S3Error('EntityTooLarge', {
    detail: { ProposedSize: String(size), MaxSizeAllowed: String(wishes.limit) },
  })
}
