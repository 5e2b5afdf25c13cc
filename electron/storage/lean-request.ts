import { hash } from 'node:crypto'
import { mayStayUnsigned } from './payload-headers.ts'
import { requestScope } from './request-scope.ts'
import { pathOfKey, type ServedAddress } from './served-address.ts'

/** A request about one object, ready to be signed. */
export interface LeanRequest {
  readonly method: Method
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** All of them are signed. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** How long the body is, which is not signed. */
  readonly length: { readonly 'content-length'?: string }
}

type Method = 'GET' | 'HEAD' | 'PUT' | 'DELETE'
type Place = 'length' | `query:${string}` | string

/** A command by the SDK's name, and what becomes of what verbs ask for in it. */
interface Shape {
  readonly method: Method
  readonly hasBody?: true
  readonly query?: Readonly<Record<string, string>>
  readonly places: Readonly<Record<string, Place>>
}

const SHAPES: Readonly<Record<string, Shape>> = {
  GetObjectCommand: { method: 'GET', places: { Range: 'range', IfMatch: 'if-match' } },
  HeadObjectCommand: { method: 'HEAD', places: {} },
  GetObjectAclCommand: { method: 'GET', query: { acl: '' }, places: {} },
  DeleteObjectCommand: { method: 'DELETE', places: { IfMatch: 'if-match' } },
  CopyObjectCommand: {
    method: 'PUT',
    places: {
      CopySource: 'x-amz-copy-source',
      CopySourceIfMatch: 'x-amz-copy-source-if-match',
      IfMatch: 'if-match',
      IfNoneMatch: 'if-none-match',
      WebsiteRedirectLocation: 'x-amz-website-redirect-location',
      TaggingDirective: 'x-amz-tagging-directive',
      StorageClass: 'x-amz-storage-class',
      ServerSideEncryption: 'x-amz-server-side-encryption',
      SSEKMSKeyId: 'x-amz-server-side-encryption-aws-kms-key-id',
    },
  },
  PutObjectCommand: {
    method: 'PUT',
    hasBody: true,
    places: {
      ContentLength: 'length',
      ContentType: 'content-type',
      ChecksumCRC32: 'x-amz-checksum-crc32',
      IfMatch: 'if-match',
      IfNoneMatch: 'if-none-match',
    },
  },
  UploadPartCommand: {
    method: 'PUT',
    hasBody: true,
    places: {
      ContentLength: 'length',
      ChecksumCRC32: 'x-amz-checksum-crc32',
      PartNumber: 'query:partNumber',
      UploadId: 'query:uploadId',
    },
  },
}

/** What a header may say without being encoded. */
const PLAIN = /^[\x20-\x7e]*$/
const NO_BODY = hash('sha256', '')

/**
 * A command of the SDK as the request that it stands for. `undefined` for any other command, and for
 * one that wants what verbs seldom do.
 */
export function leanRequest(
  command: string,
  input: object,
  { protocol, folder, headers: usual }: ServedAddress,
): LeanRequest | undefined {
  const shape = SHAPES[command]
  if (!shape) return undefined
  const { method, hasBody = false } = shape
  const { Bucket: _, Key, Body: body, ...wanted } = input as Record<string, unknown>
  if (typeof Key !== 'string') return undefined
  const headers: Record<string, string> = { ...usual }
  const query: Record<string, string> = { ...shape.query }
  for (const [name, value] of Object.entries(wanted)) {
    if (value === undefined) continue
    const place = shape.places[name]
    const text = String(value)
    if (place === undefined || !PLAIN.test(text)) return undefined
    if (place.startsWith('query:')) query[place.slice('query:'.length)] = text
    else if (place !== 'length') headers[place] = text
  }
  const at = { method, path: folder + pathOfKey(Key), query }
  if (!hasBody) {
    if (body !== undefined) return undefined
    if (requestScope().checksums) headers['x-amz-checksum-mode'] = 'ENABLED'
    headers['x-amz-content-sha256'] = NO_BODY
    return { ...at, headers, length: {} }
  }
  // Without a checksum of the verb's own the SDK may add one.
  if (!(body instanceof Uint8Array) || !('x-amz-checksum-crc32' in headers)) return undefined
  const isUnsigned = mayStayUnsigned({ protocol, headers, body })
  headers['x-amz-content-sha256'] = isUnsigned ? 'UNSIGNED-PAYLOAD' : hash('sha256', body)
  return { ...at, headers, body, length: { 'content-length': `${body.length}` } }
}
