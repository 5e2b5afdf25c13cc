import { S3Error } from '../s3-error.ts'
import type { BucketRecord } from '../store/buckets.ts'
import { child, childrenNamed, childText, type XmlElement } from '../xml-read.ts'
import { MAX_BUCKET_TAGS, readTagging } from './tag-set.ts'

const CORS_METHODS: ReadonlySet<string> = new Set(['GET', 'PUT', 'POST', 'DELETE', 'HEAD'])
const ENCRYPTIONS: ReadonlySet<string> = new Set(['AES256', 'aws:kms', 'aws:kms:dsse'])

/**
 * The rules of S3 for a bucket's configuration that a client is likely to trip over.
 *
 * @param kind the sub-resource as the query names it
 * @throws S3Error MalformedXML and others
 */
export function checkDocument(
  kind: string,
  document: XmlElement,
  text: string,
  bucket: BucketRecord,
): void {
  RULES[kind]?.(document, text, bucket)
}

type Rule = (document: XmlElement, text: string, bucket: BucketRecord) => void

const RULES: Readonly<Record<string, Rule>> = {
  lifecycle: checkLifecycle,
  cors: checkCors,
  encryption: checkEncryption,
  website: checkWebsite,
  tagging: (_document, text) => void readTagging(text, MAX_BUCKET_TAGS),
  'object-lock': checkObjectLock,
  replication: checkReplication,
}

function checkLifecycle(document: XmlElement): void {
  const rules = childrenNamed(document, 'Rule')
  const wellFormed = rules.every(rule => {
    const status = childText(rule, 'Status')
    const scoped = child(rule, 'Filter') !== undefined || child(rule, 'Prefix') !== undefined
    return (status === 'Enabled' || status === 'Disabled') && scoped
  })
  if (rules.length === 0 || !wellFormed) throw new S3Error('MalformedXML')
  const ids = rules.flatMap(rule => childText(rule, 'ID') ?? [])
  if (new Set(ids).size === ids.length) return
  throw new S3Error('InvalidArgument', { message: 'Rule ID must be unique.' })
}

function checkCors(document: XmlElement): void {
  const rules = childrenNamed(document, 'CORSRule')
  if (rules.length === 0) throw new S3Error('MalformedXML')
  for (const rule of rules) {
    const methods = childrenNamed(rule, 'AllowedMethod').map(method => method.text)
    if (methods.length === 0 || child(rule, 'AllowedOrigin') === undefined) {
      throw new S3Error('MalformedXML')
    }
    const unknown = methods.find(method => !CORS_METHODS.has(method))
    if (unknown === undefined) continue
    throw new S3Error('InvalidRequest', {
      message: `Found unsupported HTTP method in CORS config. Unsupported method is ${unknown}`,
    })
  }
}

function checkEncryption(document: XmlElement): void {
  const rules = childrenNamed(document, 'Rule')
  const wellFormed = rules.every(rule => {
    const byDefault = child(rule, 'ApplyServerSideEncryptionByDefault')
    return byDefault === undefined || ENCRYPTIONS.has(childText(byDefault, 'SSEAlgorithm') ?? '')
  })
  if (rules.length !== 1 || !wellFormed) throw new S3Error('MalformedXML')
}

function checkWebsite(document: XmlElement): void {
  const index = child(document, 'IndexDocument')
  const redirect = child(document, 'RedirectAllRequestsTo')
  if (index === undefined && redirect === undefined) {
    throw new S3Error('InvalidArgument', {
      message:
        'A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty',
    })
  }
}

function checkObjectLock(document: XmlElement, _text: string, bucket: BucketRecord): void {
  if (childText(document, 'ObjectLockEnabled') !== 'Enabled') throw new S3Error('MalformedXML')
  if (bucket.versioning === 'Enabled') return
  throw new S3Error('InvalidBucketState', {
    message: "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
  })
}

function checkReplication(_document: XmlElement, _text: string, bucket: BucketRecord): void {
  if (bucket.versioning === 'Enabled') return
  throw new S3Error('InvalidRequest', {
    message: "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
  })
}
