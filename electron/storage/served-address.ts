import { percentEncoded } from './sign-request.ts'

/** Where an endpoint serves the objects of a bucket, as the SDK has worked it out. */
export interface ServedAddress {
  readonly protocol: string
  readonly hostname: string
  readonly port?: number | undefined
  /** What stands before a key in the path: `/`, or `/bucket/`. */
  readonly folder: string
  /** What requests are signed for. */
  readonly region: string
  /** The same in every request. */
  readonly headers: Readonly<Record<string, string>>
}

interface SignedRequest {
  readonly protocol: string
  readonly hostname: string
  readonly port?: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Learns from a request that the SDK has signed. `undefined` when it tells nothing: it is about no
 * object, or its signature is none that S3 takes everywhere (S3 Express, several regions).
 */
export function learnAddress(args: object): ServedAddress | undefined {
  const { request, input } = args as { request?: SignedRequest; input?: { Key?: unknown } }
  const key = input?.Key
  if (!request || typeof key !== 'string') return undefined
  const { protocol, hostname, port, path, headers } = request
  const region = /^AWS4-HMAC-SHA256 Credential=[^,]+\/\d{8}\/([^/]+)\/s3\/aws4_request,/.exec(
    headers['authorization'] ?? '',
  )?.[1]
  const place = pathOfKey(key)
  const { host } = headers
  const isUsual = region !== undefined && host !== undefined && path.endsWith(`/${place}`)
  if (!isUsual || 'x-amz-s3session-token' in headers) return undefined
  const folder = path.slice(0, path.length - place.length)
  const at = { protocol, hostname, ...(port === undefined ? {} : { port }) }
  return { ...at, folder, region, headers: { host } }
}

/** A key in a path: the delimiters between its segments stay as they are. */
export function pathOfKey(key: string): string {
  return key.split('/').map(percentEncoded).join('/')
}
