import { createHash } from 'node:crypto'
import { invalidArgument, S3Error } from '../s3-error.ts'
import type { S3Request } from '../s3-request.ts'
import type { Claim } from './claim.ts'
import { credentialScope, type RecomputingSigner } from './recomputing-signer.ts'

/** How the bytes of the body are tied to the signature of the request. */
export type PayloadProof =
  | { readonly type: 'unsigned' }
  | { readonly type: 'sha256'; readonly hex: string }
  | { readonly type: 'chunked'; readonly trailer: boolean; readonly signer?: ChunkSigner }

const EMPTY_SHA256 = createHash('sha256').digest('hex')

/** The chain of chunk signatures: each covers the one before, the first the request's own. */
export class ChunkSigner {
  readonly #signer: RecomputingSigner
  readonly #longDate: string
  readonly #region: string
  #previous: string

  constructor(signer: RecomputingSigner, claim: Claim) {
    this.#signer = signer
    this.#longDate = claim.longDate
    this.#region = claim.scope.region
    this.#previous = claim.signature
  }

  /** @throws S3Error SignatureDoesNotMatch when a chunk was altered, dropped or reordered */
  verifyChunk(sha256: string, signature: string): Promise<void> {
    return this.#verify('AWS4-HMAC-SHA256-PAYLOAD', `${EMPTY_SHA256}\n${sha256}`, signature)
  }

  /** @throws S3Error SignatureDoesNotMatch when a trailing header was altered */
  verifyTrailer(trailer: string, signature: string): Promise<void> {
    const sha256 = createHash('sha256').update(trailer).digest('hex')
    return this.#verify('AWS4-HMAC-SHA256-TRAILER', sha256, signature)
  }

  async #verify(algorithm: string, rest: string, signature: string): Promise<void> {
    const scope = credentialScope(this.#longDate, this.#region)
    const text = `${algorithm}\n${this.#longDate}\n${scope}\n${this.#previous}\n${rest}`
    const expected = await this.#signer.signText(text, this.#longDate)
    if (expected !== signature) throw new S3Error('SignatureDoesNotMatch')
    this.#previous = signature
  }
}

/** The value a request signs in place of its payload's hash. */
export function payloadHash(request: S3Request, claim: Claim): string {
  const given = request.header('x-amz-content-sha256')
  if (claim.type === 'presigned') return given ?? 'UNSIGNED-PAYLOAD'
  if (given === undefined) {
    throw new S3Error('InvalidRequest', {
      message: 'Missing required header for this request: x-amz-content-sha256',
    })
  }
  return given
}

/**
 * Reads the payload's kind from x-amz-content-sha256.
 * Source: "Signature calculations: transferring payload in multiple chunks", S3 API Reference.
 */
export function payloadProof(hash: string, claim: Claim, signer: RecomputingSigner): PayloadProof {
  switch (hash) {
    case 'UNSIGNED-PAYLOAD':
      return { type: 'unsigned' }
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD':
      return { type: 'chunked', trailer: false, signer: new ChunkSigner(signer, claim) }
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER':
      return { type: 'chunked', trailer: true, signer: new ChunkSigner(signer, claim) }
    case 'STREAMING-UNSIGNED-PAYLOAD-TRAILER':
      return { type: 'chunked', trailer: true }
    default:
      if (/^[0-9a-f]{64}$/i.test(hash)) return { type: 'sha256', hex: hash.toLowerCase() }
      throw invalidArgument(
        'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.',
        'x-amz-content-sha256',
        hash,
      )
  }
}
