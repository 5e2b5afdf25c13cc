import { createHash, createHmac } from 'node:crypto'

/** A request as it will stand on the wire, before it is signed. */
export interface WireRequest {
  readonly method: string
  /** The path as S3 understands it: percent-decoded, starting with a slash. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Lower-case names; `host` included. */
  readonly headers: Readonly<Record<string, string>>
}

/** Who signs, for where, and when. */
export interface Signer {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly region: string
  readonly date: Date
}

/** SHA-256 of an empty body, in hex. */
export const EMPTY_SHA256 = sha256('')

/** SHA-256 in hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** Percent-encodes all but the unreserved characters, as SigV4 wants it. */
export function uriEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** Percent-encodes a path and keeps its slashes. */
export function encodePath(path: string): string {
  return path.split('/').map(uriEncode).join('/')
}

/** The query string, encoded, sorted as SigV4 wants it. */
export function encodeQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([name, value]) => `${uriEncode(name)}=${uriEncode(value)}`)
    .sort()
    .join('&')
}

/** `YYYYMMDDTHHMMSSZ`. */
export function amzDate(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, '')
}

/**
 * Signs in the Authorization header, written apart from the SDK so that the two can be compared.
 * Source: "Authenticating Requests: Using the Authorization Header", Amazon S3 API Reference.
 */
export function signInHeader(
  request: WireRequest,
  signer: Signer,
  payload: string,
): { headers: Record<string, string>; chunks: ChunkSigner } {
  const headers = {
    ...request.headers,
    'x-amz-content-sha256': payload,
    'x-amz-date': amzDate(signer.date),
  }
  const names = Object.keys(headers).sort()
  const signature = sign(signer, canonical(request, request.query, headers, names, payload))
  const authorization = `AWS4-HMAC-SHA256 Credential=${signer.accessKeyId}/${scope(signer)}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  return { headers: { ...headers, authorization }, chunks: new ChunkSigner(signer, signature) }
}

/**
 * Signs in the query: returns the path and query that may be handed to anyone.
 * Source: "Authenticating Requests: Using Query Parameters", Amazon S3 API Reference.
 */
export function presign(request: WireRequest, signer: Signer, expiresSeconds: number): string {
  const names = Object.keys(request.headers).sort()
  const query = {
    ...request.query,
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${signer.accessKeyId}/${scope(signer)}`,
    'X-Amz-Date': amzDate(signer.date),
    'X-Amz-Expires': String(expiresSeconds),
    'X-Amz-SignedHeaders': names.join(';'),
  }
  const text = canonical(request, query, request.headers, names, 'UNSIGNED-PAYLOAD')
  const signed = { ...query, 'X-Amz-Signature': sign(signer, text) }
  return `${encodePath(request.path)}?${encodeQuery(signed)}`
}

/** Signs the chunks of one aws-chunked body, each over the signature before it. */
export class ChunkSigner {
  readonly #signer: Signer
  #previous: string

  constructor(signer: Signer, seed: string) {
    this.#signer = signer
    this.#previous = seed
  }

  chunk(data: Uint8Array): string {
    return this.#next('AWS4-HMAC-SHA256-PAYLOAD', [EMPTY_SHA256, sha256(data)])
  }

  /** `text` is the trailing headers, each `name:value\n`. */
  trailer(text: string): string {
    return this.#next('AWS4-HMAC-SHA256-TRAILER', [sha256(text)])
  }

  #next(algorithm: string, hashes: string[]): string {
    const stamp = [algorithm, amzDate(this.#signer.date), scope(this.#signer), this.#previous]
    this.#previous = hmac(signingKey(this.#signer), [...stamp, ...hashes].join('\n')).toString(
      'hex',
    )
    return this.#previous
  }
}

function canonical(
  request: WireRequest,
  query: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
  names: readonly string[],
  payload: string,
): string {
  const lines = names.map(name => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`)
  return [
    request.method,
    encodePath(request.path),
    encodeQuery(query),
    lines.join(''),
    names.join(';'),
    payload,
  ].join('\n')
}

function sign(signer: Signer, canonicalRequest: string): string {
  const text = [
    'AWS4-HMAC-SHA256',
    amzDate(signer.date),
    scope(signer),
    sha256(canonicalRequest),
  ].join('\n')
  return hmac(signingKey(signer), text).toString('hex')
}

function scope(signer: Signer): string {
  return `${amzDate(signer.date).slice(0, 8)}/${signer.region}/s3/aws4_request`
}

function signingKey(signer: Signer): Buffer {
  const day = hmac(`AWS4${signer.secretAccessKey}`, amzDate(signer.date).slice(0, 8))
  return hmac(hmac(hmac(day, signer.region), 's3'), 'aws4_request')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
