import { bucketOf, type Exchange } from '../exchange.ts'
import { S3Error } from '../s3-error.ts'
import { childText, readXml } from '../xml-read.ts'
import { element, xmlDocument } from '../xml-write.ts'

/** GetBucketVersioning: empty while it was never set. */
export function getBucketVersioning(exchange: Exchange): void {
  const { versioning } = bucketOf(exchange)
  const status = versioning === 'off' ? '' : element('Status', versioning)
  exchange.reply.xml(200, xmlDocument('VersioningConfiguration', status))
}

/** PutBucketVersioning: enabled or suspended, never back to off. */
export async function putBucketVersioning(exchange: Exchange): Promise<void> {
  const { buckets } = exchange.store
  const document = readXml(await exchange.body.text(), 'VersioningConfiguration')
  const bucket = bucketOf(exchange)
  const status = childText(document, 'Status')
  if (status === undefined) throw new S3Error('IllegalVersioningConfigurationException')
  if (status !== 'Enabled' && status !== 'Suspended') throw new S3Error('MalformedXML')
  if (status === 'Suspended' && buckets.document(bucket, 'object-lock') !== undefined) {
    throw new S3Error('InvalidBucketState', {
      message:
        'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.',
    })
  }
  buckets.setVersioning(bucket, status)
  exchange.reply.empty(200)
}
