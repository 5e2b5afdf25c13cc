import type { IncomingMessage } from 'node:http'
import { S3Error } from './s3-error.ts'

/** Query parameters as the signer takes them: decoded, repeated ones as a list. */
export type QueryBag = Record<string, string | string[]>

const MAX_KEY_BYTES = 1024

/**
 * One request as S3 sees it. The key is taken from the raw target exactly as sent: a URL parser
 * would fold `.` and `..` segments and double slashes, which are ordinary parts of a key.
 */
export class S3Request {
  readonly incoming: IncomingMessage
  readonly method: string
  /** The path as it stands on the request line: what the client signed. */
  readonly rawPath: string
  readonly query: QueryBag
  readonly bucket: string | undefined
  readonly key: string | undefined
  /** Presigned requests may carry any `x-amz-` header as a query parameter. */
  readonly presigned: boolean

  constructor(incoming: IncomingMessage) {
    this.incoming = incoming
    this.method = incoming.method ?? 'GET'
    const { path, search } = splitTarget(incoming.url ?? '/')
    this.rawPath = path
    this.query = parseQuery(search)
    this.presigned = this.query['X-Amz-Signature'] !== undefined
    const hosted = hostedBucket(incoming.headers.host ?? '')
    const { bucket, key } = hosted === undefined ? splitPath(path) : splitHosted(hosted, path)
    this.bucket = bucket
    this.key = key === undefined || key === '' ? undefined : key
    if (this.key !== undefined && Buffer.byteLength(this.key) > MAX_KEY_BYTES) {
      throw new S3Error('KeyTooLongError', {
        detail: {
          Size: String(Buffer.byteLength(this.key)),
          MaxSizeAllowed: String(MAX_KEY_BYTES),
        },
      })
    }
  }

  /** A header, or on presigned requests the `x-amz-` query parameter that stands for it. */
  header(name: string): string | undefined {
    const value = this.incoming.headers[name]
    if (value !== undefined) return Array.isArray(value) ? value.join(', ') : value
    if (!this.presigned || !name.startsWith('x-amz-')) return undefined
    for (const [parameter, given] of Object.entries(this.query)) {
      if (parameter.toLowerCase() === name)
        return headerText(Array.isArray(given) ? given[0] : given)
    }
    return undefined
  }

  /** All header names that start so, from headers and presigned parameters, lower case. */
  headersStarting(prefix: string): [name: string, value: string][] {
    const names = new Set<string>()
    for (const name of Object.keys(this.incoming.headers))
      if (name.startsWith(prefix)) names.add(name)
    if (this.presigned) {
      for (const name of Object.keys(this.query)) {
        if (name.toLowerCase().startsWith(prefix)) names.add(name.toLowerCase())
      }
    }
    return [...names].map(name => [name, this.header(name) ?? ''])
  }

  param(name: string): string | undefined {
    const value = this.query[name]
    return Array.isArray(value) ? value[0] : value
  }

  has(name: string): boolean {
    return Object.hasOwn(this.query, name)
  }
}

/** Header values hold one byte a character; text from the query is given the same form. */
function headerText(text: string | undefined): string | undefined {
  return text === undefined ? undefined : Buffer.from(text, 'utf8').toString('latin1')
}

function splitTarget(target: string): { path: string; search: string } {
  // A proxy-style request line carries the scheme and host before the path.
  const origin = /^https?:\/\/[^/?]*/i.exec(target)?.[0] ?? ''
  const rest = target.slice(origin.length)
  const question = rest.indexOf('?')
  const path = question === -1 ? rest : rest.slice(0, question)
  return { path: path === '' ? '/' : path, search: question === -1 ? '' : rest.slice(question + 1) }
}

function parseQuery(search: string): QueryBag {
  const bag: QueryBag = Object.create(null)
  for (const pair of search.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = decode(equals === -1 ? pair : pair.slice(0, equals), true)
    const value = equals === -1 ? '' : decode(pair.slice(equals + 1), true)
    const before = bag[name]
    if (before === undefined) bag[name] = value
    else bag[name] = Array.isArray(before) ? [...before, value] : [before, value]
  }
  return bag
}

/** `bucket.localhost` and `bucket.s3.localhost` name a bucket; `localhost` and addresses do not. */
function hostedBucket(host: string): string | undefined {
  const name = host.replace(/:\d+$/, '').toLowerCase()
  if (!name.endsWith('.localhost')) return undefined
  const label = name.slice(0, -'.localhost'.length)
  if (label === 's3') return undefined
  return label.endsWith('.s3') ? label.slice(0, -'.s3'.length) : label
}

function splitHosted(bucket: string, path: string): { bucket: string; key: string } {
  return { bucket, key: decode(path.slice(1), false) }
}

function splitPath(path: string): { bucket?: string; key?: string } {
  const slash = path.indexOf('/', 1)
  const bucket = decode(slash === -1 ? path.slice(1) : path.slice(1, slash), false)
  if (bucket === '') return {}
  return slash === -1 ? { bucket } : { bucket, key: decode(path.slice(slash + 1), false) }
}

function decode(text: string, plusIsSpace: boolean): string {
  try {
    // Node hands over the bytes of the request line as Latin-1; keys are UTF-8.
    const bytes = /[\u0080-\u00ff]/.test(text) ? Buffer.from(text, 'latin1').toString('utf8') : text
    return decodeURIComponent(plusIsSpace ? bytes.replaceAll('+', ' ') : bytes)
  } catch (cause) {
    if (cause instanceof URIError) throw new S3Error('InvalidURI', { detail: { URI: text } })
    throw cause
  }
}
