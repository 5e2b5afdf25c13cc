import { timingSafeEqual } from 'node:crypto'
import { S3Error } from '../s3-error.ts'
import type { QueryBag, S3Request } from '../s3-request.ts'
import { type Claim, readClaim } from './claim.ts'
import { type PayloadProof, payloadHash, payloadProof } from './payload-proof.ts'
import {
  dateOf,
  type PlaygroundKeys,
  RecomputingSigner,
  type SignedParts,
} from './recomputing-signer.ts'

const MAX_SKEW_MS = 15 * 60 * 1000

/** Verifies the Signature Version 4 of every request, in all the forms that S3 takes. */
export class Authenticator {
  readonly #keys: PlaygroundKeys
  readonly #region: string
  readonly #signer: RecomputingSigner

  constructor(keys: PlaygroundKeys, region: string) {
    this.#keys = keys
    this.#region = region
    this.#signer = new RecomputingSigner(keys, region)
  }

  /**
   * @returns how the body is to be verified while it is read
   * @throws S3Error with S3's own code when the request is anonymous, stale or wrongly signed
   */
  async verify(request: S3Request): Promise<PayloadProof> {
    const claim = readClaim(request)
    this.#checkScope(claim)
    if (claim.accessKeyId !== this.#keys.accessKeyId) {
      throw new S3Error('InvalidAccessKeyId', { detail: { AWSAccessKeyId: claim.accessKeyId } })
    }
    if (request.header('x-amz-security-token') !== undefined) throw new S3Error('InvalidToken')
    checkTime(claim)
    checkSignedHeaders(request, claim)
    const hash = payloadHash(request, claim)
    await this.#checkSignature(signedParts(request, claim, hash), claim)
    return payloadProof(hash, claim, this.#signer)
  }

  #checkScope(claim: Claim): void {
    const { date, region, service } = claim.scope
    const code =
      claim.type === 'header' ? 'AuthorizationHeaderMalformed' : 'AuthorizationQueryParametersError'
    const start =
      claim.type === 'header'
        ? 'The authorization header is malformed'
        : 'Error parsing the X-Amz-Credential parameter'
    if (region !== this.#region) {
      throw new S3Error(code, {
        message: `${start}; the region '${region}' is wrong; expecting '${this.#region}'`,
        detail: { Region: this.#region },
        headers: { 'x-amz-bucket-region': this.#region },
      })
    }
    if (service !== 's3') {
      throw new S3Error(code, {
        message: `${start}; incorrect service "${service}". This endpoint belongs to "s3".`,
      })
    }
    if (date !== claim.longDate.slice(0, 8)) {
      throw new S3Error(code, { message: `${start}; Invalid credential date "${date}".` })
    }
  }

  async #checkSignature(parts: SignedParts, claim: Claim): Promise<void> {
    if (same(await this.#signer.signatureOf(parts), claim.signature)) return
    // S3 signs the path as it would write it itself, which is not always as it was sent.
    const rewritten = { ...parts, rawPath: canonicalPath(parts.rawPath) }
    if (
      rewritten.rawPath !== parts.rawPath &&
      same(await this.#signer.signatureOf(rewritten), claim.signature)
    ) {
      return
    }
    throw new S3Error('SignatureDoesNotMatch', {
      detail: {
        AWSAccessKeyId: claim.accessKeyId,
        StringToSign: await this.#signer.stringToSign(parts),
        SignatureProvided: claim.signature,
        CanonicalRequest: this.#signer.canonicalRequest(parts),
      },
    })
  }
}

function checkTime(claim: Claim): void {
  const signed = dateOf(claim.longDate).getTime()
  const now = Date.now()
  if (claim.type === 'presigned') {
    const expires = signed + (claim.expires ?? 0) * 1000
    if (signed > now + MAX_SKEW_MS) {
      throw new S3Error('AccessDenied', { message: 'Request is not yet valid' })
    }
    if (now > expires) {
      throw new S3Error('AccessDenied', {
        message: 'Request has expired',
        detail: {
          'X-Amz-Expires': String(claim.expires ?? 0),
          Expires: new Date(expires).toISOString(),
          ServerTime: new Date(now).toISOString(),
        },
      })
    }
    return
  }
  if (!(Math.abs(now - signed) <= MAX_SKEW_MS)) {
    throw new S3Error('RequestTimeTooSkewed', {
      detail: {
        RequestTime: claim.longDate,
        ServerTime: new Date(now).toISOString(),
        MaxAllowedSkewMilliseconds: String(MAX_SKEW_MS),
      },
    })
  }
}

/** S3 wants `host` and every `x-amz-` header that was sent to be covered by the signature. */
function checkSignedHeaders(request: S3Request, claim: Claim): void {
  const signed = new Set(claim.signedHeaders)
  const missing = Object.keys(request.incoming.headers).filter(
    name => (name === 'host' || name.startsWith('x-amz-')) && !signed.has(name),
  )
  if (missing.length === 0) return
  throw new S3Error('AccessDenied', {
    message: 'There were headers present in the request which were not signed',
    detail: { HeadersNotSigned: missing.join(', ') },
  })
}

function signedParts(request: S3Request, claim: Claim, hash: string): SignedParts {
  const headers: Record<string, string> = {}
  for (const name of claim.signedHeaders) {
    const value = request.incoming.headers[name]
    headers[name] = Array.isArray(value) ? value.join(',') : (value ?? '')
  }
  return {
    method: request.method,
    rawPath: request.rawPath,
    query: withoutSignature(request.query),
    headers,
    payloadHash: hash,
    longDate: claim.longDate,
    region: claim.scope.region,
  }
}

function withoutSignature(query: QueryBag): QueryBag {
  const { 'X-Amz-Signature': _, ...rest } = query
  return rest
}

function canonicalPath(rawPath: string): string {
  return rawPath
    .split('/')
    .map(segment =>
      encodeURIComponent(decodeURIComponent(segment)).replace(
        /[!'()*]/g,
        character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/')
}

function same(expected: string, given: string): boolean {
  const a = Buffer.from(expected)
  const b = Buffer.from(given)
  return a.length === b.length && timingSafeEqual(a, b)
}
