import { SignatureV4 } from '@smithy/signature-v4'
import type { QueryBag } from '../s3-request.ts'
import { NodeSha256 } from './node-sha256.ts'

/** What the playground's one identity signs with. */
export interface PlaygroundKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** The parts of a request that a signature covers. */
export interface SignedParts {
  readonly method: string
  readonly rawPath: string
  readonly query: QueryBag
  readonly headers: Readonly<Record<string, string>>
  readonly payloadHash: string
  /** The `YYYYMMDDTHHMMSSZ` time of the request. */
  readonly longDate: string
  readonly region: string
}

/**
 * The SDK's own signer, used to sign a received request a second time so that the two signatures
 * can be compared: what the SDK would sign is by definition what S3 accepts.
 */
export class RecomputingSigner extends SignatureV4 {
  constructor(keys: PlaygroundKeys, region: string) {
    super({
      service: 's3',
      region,
      credentials: keys,
      sha256: NodeSha256,
      uriEscapePath: false,
      applyChecksum: false,
    })
  }

  /** The hex signature that the request should carry. */
  async signatureOf(parts: SignedParts): Promise<string> {
    return this.signText(await this.stringToSign(parts), parts.longDate)
  }

  /** The canonical request, for the SignatureDoesNotMatch answer. */
  canonicalRequest(parts: SignedParts): string {
    const request = {
      method: parts.method,
      protocol: 'http:',
      hostname: '',
      path: parts.rawPath,
      query: parts.query,
      headers: {},
    }
    return this.createCanonicalRequest(request, canonicalHeaders(parts.headers), parts.payloadHash)
  }

  /** The text the signature is made over, for the SignatureDoesNotMatch answer. */
  stringToSign(parts: SignedParts): Promise<string> {
    const scope = credentialScope(parts.longDate, parts.region)
    return this.createStringToSign(
      parts.longDate,
      scope,
      this.canonicalRequest(parts),
      'AWS4-HMAC-SHA256',
    )
  }

  /** Signs any string with the key of that day; how chunks and trailers are signed. */
  signText(text: string, longDate: string): Promise<string> {
    return this.sign(text, { signingDate: dateOf(longDate) })
  }
}

/** `20250101/us-east-1/s3/aws4_request`. */
export function credentialScope(longDate: string, region: string): string {
  return `${longDate.slice(0, 8)}/${region}/s3/aws4_request`
}

/** The instant of a `YYYYMMDDTHHMMSSZ` time; an invalid Date when it is not one. */
export function dateOf(longDate: string): Date {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(longDate)
  if (match === null) return new Date(Number.NaN)
  const [, year, month, day, hour, minute, second] = match
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

function canonicalHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const canonical: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    canonical[name] = utf8(value).replace(/\s+/g, ' ').trim()
  }
  return canonical
}

/** Node reads header bytes as Latin-1; clients sign the text, which most of them send as UTF-8. */
function utf8(value: string): string {
  if (!/[\u0080-\u00ff]/.test(value)) return value
  const text = Buffer.from(value, 'latin1').toString('utf8')
  return text.includes('\ufffd') ? value : text
}
