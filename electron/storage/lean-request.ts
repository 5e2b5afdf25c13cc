import { hash } from 'node:crypto'
import { mayStayUnsigned } from './payload-headers.ts'
import { requestScope } from './request-scope.ts'
import { pathOfKey, type ServedAddress } from './served-address.ts'

/** A request that moves an object's bytes, ready to be signed. */
export interface LeanRequest {
  readonly method: 'GET' | 'PUT'
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** All of them are signed. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** How long the body is, which is not signed. */
  readonly length: { readonly 'content-length'?: string }
}

/** What verbs ask for, by the SDK's names, and what it becomes in a request. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, Place>>>> = {
  GetObjectCommand: { Range: 'range', IfMatch: 'if-match' },
  PutObjectCommand: {
    Body: 'body',
    ContentLength: 'length',
    ContentType: 'content-type',
    ChecksumCRC32: 'x-amz-checksum-crc32',
    IfMatch: 'if-match',
    IfNoneMatch: 'if-none-match',
  },
  UploadPartCommand: {
    Body: 'body',
    ContentLength: 'length',
    ChecksumCRC32: 'x-amz-checksum-crc32',
    PartNumber: 'query:partNumber',
    UploadId: 'query:uploadId',
  },
}
type Place = 'body' | 'length' | `query:${string}` | string

/** What a header may say without being encoded. */
const PLAIN = /^[\x20-\x7e]*$/
const NO_BODY = hash('sha256', '')

/**
 * A command of the SDK as the request that it stands for. `undefined` for any other command, and for
 * one that wants what verbs that move bytes never do.
 */
export function leanRequest(
  command: string,
  input: object,
  { protocol, folder, headers: usual }: ServedAddress,
): LeanRequest | undefined {
  const places = FIELDS[command]
  if (!places) return undefined
  const { Bucket: _, Key, Body, ...wanted } = input as Record<string, unknown>
  if (typeof Key !== 'string') return undefined
  const reads = command === 'GetObjectCommand'
  if (reads ? Body !== undefined : !(Body instanceof Uint8Array)) return undefined
  const headers: Record<string, string> = { ...usual }
  const query: Record<string, string> = {}
  for (const [name, value] of Object.entries(wanted)) {
    if (value === undefined) continue
    const place = places[name]
    const text = String(value)
    if (place === undefined || !PLAIN.test(text)) return undefined
    if (place.startsWith('query:')) query[place.slice('query:'.length)] = text
    else if (place !== 'length') headers[place] = text
  }
  const at = { path: folder + pathOfKey(Key), query }
  if (reads) {
    if (requestScope().checksums) headers['x-amz-checksum-mode'] = 'ENABLED'
    headers['x-amz-content-sha256'] = NO_BODY
    return { method: 'GET', ...at, headers, length: {} }
  }
  const body = Body as Uint8Array
  // Without a checksum of the verb's own the SDK may add one.
  if (headers['x-amz-checksum-crc32'] === undefined) return undefined
  const isUnsigned = mayStayUnsigned({ protocol, headers, body })
  headers['x-amz-content-sha256'] = isUnsigned ? 'UNSIGNED-PAYLOAD' : hash('sha256', body)
  return { method: 'PUT', ...at, headers, body, length: { 'content-length': `${body.length}` } }
}
