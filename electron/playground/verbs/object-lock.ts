import { type Exchange, keyOf } from '../exchange.ts'
import { S3Error } from '../s3-error.ts'
import type { S3Request } from '../s3-request.ts'
import type { ObjectRecord } from '../store/object-record.ts'
import { childText, readXml } from '../xml-read.ts'
import { element, xmlDocument } from '../xml-write.ts'
import { findObject } from './find-object.ts'

const MODE = 'x-amz-object-lock-mode'
const UNTIL = 'x-amz-object-lock-retain-until-date'
const HOLD = 'x-amz-object-lock-legal-hold'

/**
 * A version under legal hold or retention may not be deleted for good.
 *
 * @throws S3Error AccessDenied
 */
export function refuseLocked(request: S3Request, object: ObjectRecord | undefined): void {
  if (object === undefined) return
  const { [MODE]: mode, [UNTIL]: until, [HOLD]: hold } = object.properties
  const bypass =
    mode === 'GOVERNANCE' &&
    request.header('x-amz-bypass-governance-retention')?.toLowerCase() === 'true'
  const retained = until !== undefined && Date.parse(until) > Date.now() && !bypass
  if (hold === 'ON' || retained) {
    throw new S3Error('AccessDenied', {
      message: 'Access Denied because object protected by object lock.',
    })
  }
}

/** GetObjectRetention. */
export function getRetention(exchange: Exchange): void {
  const { properties } = findObject(exchange).object
  const until = properties[UNTIL]
  if (until === undefined) throw new S3Error('NoSuchObjectLockConfiguration')
  const content = [element('Mode', properties[MODE]), element('RetainUntilDate', until)]
  exchange.reply.xml(200, xmlDocument('Retention', content))
}

/** PutObjectRetention. */
export async function putRetention(exchange: Exchange): Promise<void> {
  const document = readXml(await exchange.body.text(), 'Retention')
  const mode = childText(document, 'Mode')
  const until = childText(document, 'RetainUntilDate')
  const known = mode === 'GOVERNANCE' || mode === 'COMPLIANCE'
  if (!known || until === undefined || Number.isNaN(Date.parse(until))) {
    throw new S3Error('MalformedXML')
  }
  setProperties(exchange, { [MODE]: mode, [UNTIL]: new Date(until).toISOString() })
}

/** GetObjectLegalHold. */
export function getLegalHold(exchange: Exchange): void {
  const hold = findObject(exchange).object.properties[HOLD]
  if (hold === undefined) throw new S3Error('NoSuchObjectLockConfiguration')
  exchange.reply.xml(200, xmlDocument('LegalHold', element('Status', hold)))
}

/** PutObjectLegalHold. */
export async function putLegalHold(exchange: Exchange): Promise<void> {
  const status = childText(readXml(await exchange.body.text(), 'LegalHold'), 'Status')
  if (status !== 'ON' && status !== 'OFF') throw new S3Error('MalformedXML')
  setProperties(exchange, { [HOLD]: status })
}

function setProperties(exchange: Exchange, added: Readonly<Record<string, string>>): void {
  const { bucket, object } = findObject(exchange)
  const { buckets, objects } = exchange.store
  if (buckets.document(bucket, 'object-lock') === undefined) {
    throw new S3Error('InvalidRequest', {
      message: 'Bucket is missing Object Lock Configuration',
      detail: { Key: keyOf(exchange) },
    })
  }
  objects.setProperties(object, { ...object.properties, ...added })
  exchange.reply.empty(200)
}
