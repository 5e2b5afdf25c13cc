import { bucketOf, type Exchange, type Verb } from '../exchange.ts'
import { S3Error, type S3ErrorCode } from '../s3-error.ts'
import { readXml, type XmlElement } from '../xml-read.ts'
import { element, type Xml, xmlDocument } from '../xml-write.ts'
import { checkDocument } from './bucket-document-rules.ts'

/** A configuration of a bucket that is stored and given back. */
interface DocumentKind {
  readonly root: string
  /** What a GET says when nothing is stored: an error, or a document of this content. */
  readonly absent: S3ErrorCode | { readonly content: Xml | '' }
  readonly deletable: boolean
}

// Every bucket of S3 is encrypted with S3's own key unless it says otherwise.
const DEFAULT_ENCRYPTION = element('Rule', [
  element('ApplyServerSideEncryptionByDefault', element('SSEAlgorithm', 'AES256')),
  element('BucketKeyEnabled', false),
])

// Nor does any new bucket have access lists.
const DEFAULT_OWNERSHIP = element('Rule', element('ObjectOwnership', 'BucketOwnerEnforced'))

const KINDS: Readonly<Record<string, DocumentKind>> = {
  lifecycle: {
    root: 'LifecycleConfiguration',
    absent: 'NoSuchLifecycleConfiguration',
    deletable: true,
  },
  cors: { root: 'CORSConfiguration', absent: 'NoSuchCORSConfiguration', deletable: true },
  encryption: {
    root: 'ServerSideEncryptionConfiguration',
    absent: { content: DEFAULT_ENCRYPTION },
    deletable: true,
  },
  publicAccessBlock: {
    root: 'PublicAccessBlockConfiguration',
    absent: 'NoSuchPublicAccessBlockConfiguration',
    deletable: true,
  },
  website: { root: 'WebsiteConfiguration', absent: 'NoSuchWebsiteConfiguration', deletable: true },
  tagging: { root: 'Tagging', absent: 'NoSuchTagSet', deletable: true },
  ownershipControls: {
    root: 'OwnershipControls',
    absent: { content: DEFAULT_OWNERSHIP },
    deletable: true,
  },
  replication: {
    root: 'ReplicationConfiguration',
    absent: 'ReplicationConfigurationNotFoundError',
    deletable: true,
  },
  'object-lock': {
    root: 'ObjectLockConfiguration',
    absent: 'ObjectLockConfigurationNotFoundError',
    deletable: false,
  },
  logging: { root: 'BucketLoggingStatus', absent: { content: '' }, deletable: false },
  notification: { root: 'NotificationConfiguration', absent: { content: '' }, deletable: false },
  accelerate: { root: 'AccelerateConfiguration', absent: { content: '' }, deletable: false },
  requestPayment: {
    root: 'RequestPaymentConfiguration',
    absent: { content: element('Payer', 'BucketOwner') },
    deletable: false,
  },
}

/** The sub-resources that are kept as documents, as the query names them. */
export const DOCUMENT_KINDS: readonly string[] = Object.keys(KINDS)

/** GET, PUT and DELETE of every stored document, by the names the router uses. */
export function documentVerbs(): Record<string, Verb> {
  const verbs: Record<string, Verb> = {}
  for (const [name, kind] of Object.entries(KINDS)) {
    verbs[`GET bucket ${name}`] = exchange => getDocument(exchange, name, kind)
    verbs[`PUT bucket ${name}`] = exchange => putDocument(exchange, name, kind)
    if (kind.deletable) verbs[`DELETE bucket ${name}`] = exchange => deleteDocument(exchange, name)
  }
  return verbs
}

function getDocument(exchange: Exchange, name: string, { root, absent }: DocumentKind): void {
  const bucket = bucketOf(exchange)
  const stored = exchange.store.buckets.document(bucket, name)
  if (stored === undefined && typeof absent === 'string') {
    throw new S3Error(absent, { detail: { BucketName: bucket.name } })
  }
  const empty = typeof absent === 'string' ? '' : xmlDocument(root, absent.content)
  exchange.reply.xml(200, stored ?? empty)
}

async function putDocument(exchange: Exchange, name: string, kind: DocumentKind): Promise<void> {
  const { body, reply, store } = exchange
  const bucket = bucketOf(exchange)
  const text = await body.text()
  const document = readXml(text, kind.root)
  checkDocument(name, document, text, bucket)
  store.buckets.setDocument(bucket, name, xmlDocument(document.name, rewrite(document)))
  reply.empty(200)
}

function deleteDocument(exchange: Exchange, name: string): void {
  exchange.store.buckets.deleteDocument(bucketOf(exchange), name)
  exchange.reply.empty(204)
}

/** The same document with one declaration and one namespace, whatever the client wrote. */
function rewrite({ children, text }: XmlElement): Xml[] | string {
  if (children.length === 0) return text
  return children.map(child => element(child.name, rewrite(child)))
}
