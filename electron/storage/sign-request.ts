import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto'

/** Whose signature it is; as the SDK's identities are. */
export interface Signer {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string | undefined
}

/** What a signature covers. */
export interface Unsigned {
  readonly method: string
  /** As it is sent: percent-encoded once. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Names in lower case, `x-amz-content-sha256` among them; all of them are signed. */
  readonly headers: Readonly<Record<string, string>>
}

/**
 * The key of a day and a region is the same for all its requests: HMACs are half of the work. Kept as
 * what Node makes of the bytes of a key anyway, which takes it five times as long as the HMAC.
 */
let known: { readonly of: string; readonly key: KeyObject } | undefined

/**
 * The headers that make a request S3's own: with the time, the session and the signature.
 *
 * @param time milliseconds since the Unix epoch, by the server's clock
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function signed(
  { method, path, query, headers }: Unsigned,
  { accessKeyId, secretAccessKey, sessionToken }: Signer,
  region: string,
  time: number,
): Record<string, string> {
  const date = new Date(time).toISOString().replace(/[-:]|\.\d+/g, '')
  const scope = `${date.slice(0, 8)}/${region}/s3/aws4_request`
  const all: Record<string, string> = { ...headers, 'x-amz-date': date }
  if (sessionToken !== undefined) all['x-amz-security-token'] = sessionToken
  const names = Object.keys(all).sort()
  const lines = names.map(name => `${name}:${all[name]?.trim().replace(/\s+/g, ' ')}\n`).join('')
  const list = names.join(';')
  const content = headers['x-amz-content-sha256']
  const asked = Object.entries(query)
    .map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`)
    .sort()
    .join('&')
  const request = `${method}\n${path}\n${asked}\n${lines}\n${list}\n${content}`
  const text = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${hash('sha256', request)}`
  const signature = hmac(signingKey(secretAccessKey, scope), text).toString('hex')
  const credential = `${accessKeyId}/${scope}`
  return {
    ...all,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${list}, Signature=${signature}`,
  }
}

function signingKey(secret: string, scope: string): KeyObject {
  const of = `${secret}\n${scope}`
  if (known?.of !== of) {
    let key: Buffer | string = `AWS4${secret}`
    for (const part of scope.split('/')) key = hmac(key, part)
    known = { of, key: createSecretKey(Buffer.from(key)) }
  }
  return known.key
}

function hmac(key: KeyObject | Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

/** Percent-encodes all but RFC 3986's unreserved characters, as SigV4 signs it. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
