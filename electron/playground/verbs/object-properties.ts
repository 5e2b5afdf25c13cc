import type { ETagKind } from '../body/request-body.ts'
import type { Exchange } from '../exchange.ts'
import { invalidArgument, S3Error } from '../s3-error.ts'
import type { S3Request } from '../s3-request.ts'
import type { BucketRecord } from '../store/buckets.ts'
import type { Properties } from '../store/object-record.ts'
import { child, childText, readXml } from '../xml-read.ts'

const STORAGE_CLASSES: ReadonlySet<string> = new Set([
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER',
  'GLACIER_IR',
  'DEEP_ARCHIVE',
])

/** Headers that describe the content: kept as they came, and overridable in a GET. */
const CONTENT_HEADERS = [
  'content-type',
  'content-encoding',
  'content-disposition',
  'content-language',
  'cache-control',
  'expires',
] as const

/** Headers that S3 keeps with an object beside its content and its user metadata. */
const SYSTEM_HEADERS = [
  'x-amz-website-redirect-location',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-bucket-key-enabled',
  'x-amz-object-lock-mode',
  'x-amz-object-lock-retain-until-date',
  'x-amz-object-lock-legal-hold',
] as const

const ENCRYPTION = 'x-amz-server-side-encryption'
const MAX_METADATA_BYTES = 2048
const DEFAULT_TYPE = 'binary/octet-stream'

/** Everything a PUT says about the object, to be given back by GET and HEAD. */
export function contentProperties(request: S3Request): Properties {
  const properties: Record<string, string> = { 'content-type': DEFAULT_TYPE }
  for (const name of CONTENT_HEADERS) {
    const value = name === 'content-encoding' ? encoding(request) : request.header(name)
    if (value !== undefined && value !== '') properties[name] = value
  }
  let bytes = 0
  for (const [name, value] of request.headersStarting('x-amz-meta-')) {
    bytes += name.length - 'x-amz-meta-'.length + value.length
    properties[name] = value
  }
  if (bytes > MAX_METADATA_BYTES) {
    throw new S3Error('MetadataTooLarge', {
      detail: { Size: String(bytes), MaxSizeAllowed: String(MAX_METADATA_BYTES) },
    })
  }
  return properties
}

/** What belongs to this copy of the object and is never taken over from a copy's source. */
export function systemProperties({ request, store }: Exchange, bucket: BucketRecord): Properties {
  refuseCustomerKeys(request)
  const properties: Record<string, string> =
    request.header(ENCRYPTION) === undefined
      ? defaultEncryption(store.buckets.document(bucket, 'encryption'))
      : {}
  for (const name of SYSTEM_HEADERS) {
    const value = request.header(name)
    if (value !== undefined) properties[name] = value
  }
  const encryption = properties[ENCRYPTION]
  if (encryption !== undefined && !['AES256', 'aws:kms', 'aws:kms:dsse'].includes(encryption)) {
    throw invalidArgument(
      'The encryption method specified is not supported',
      ENCRYPTION,
      encryption,
    )
  }
  return properties
}

/** The properties a writing answer repeats. */
export function encryptionHeaders(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).filter(([name]) => name.startsWith(ENCRYPTION)),
  )
}

/** What the ETag of an object with these properties is made of. */
export function etagKind(properties: Properties): ETagKind {
  return properties[ENCRYPTION]?.startsWith('aws:kms') ? 'opaque' : 'md5'
}

/** @throws S3Error InvalidStorageClass */
export function storageClass(request: S3Request): string {
  const given = request.header('x-amz-storage-class') ?? 'STANDARD'
  if (STORAGE_CLASSES.has(given)) return given
  throw new S3Error('InvalidStorageClass', { detail: { StorageClassRequested: given } })
}

/** The response-* parameters of a GET, which win over the stored headers. */
export function responseOverrides(request: S3Request): Properties {
  const overrides: Record<string, string> = {}
  for (const name of CONTENT_HEADERS) {
    const value = request.param(`response-${name}`)
    if (value !== undefined) overrides[name] = value
  }
  return overrides
}

/** `aws-chunked` is how the body travelled, not what the object is. */
function encoding(request: S3Request): string | undefined {
  const given = request.header('content-encoding')
  const kept = given
    ?.split(',')
    .map(coding => coding.trim())
    .filter(coding => coding.toLowerCase() !== 'aws-chunked')
  return kept?.join(',')
}

/** What the bucket's encryption configuration means for an object that asks for nothing. */
function defaultEncryption(document: string | undefined): Record<string, string> {
  if (document === undefined) return { [ENCRYPTION]: 'AES256' }
  const rule = child(readXml(document, 'ServerSideEncryptionConfiguration'), 'Rule')
  const byDefault = rule && child(rule, 'ApplyServerSideEncryptionByDefault')
  const algorithm = (byDefault && childText(byDefault, 'SSEAlgorithm')) ?? 'AES256'
  const key = byDefault && childText(byDefault, 'KMSMasterKeyID')
  return {
    [ENCRYPTION]: algorithm,
    ...(key === undefined ? {} : { [`${ENCRYPTION}-aws-kms-key-id`]: key }),
  }
}

function refuseCustomerKeys(request: S3Request): void {
  if (request.header('x-amz-server-side-encryption-customer-algorithm') === undefined) return
  throw new S3Error('NotImplemented', {
    detail: { Header: 'x-amz-server-side-encryption-customer-algorithm' },
  })
}
