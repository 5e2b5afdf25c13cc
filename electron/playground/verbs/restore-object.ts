import type { Exchange } from '../exchange.ts'
import { S3Error } from '../s3-error.ts'
import { childText, readXml } from '../xml-read.ts'
import { findObject } from './find-object.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** RestoreObject: an archive of the playground gives back at once. */
export async function restoreObject(exchange: Exchange): Promise<void> {
  const { body, reply, store } = exchange
  findObject(exchange)
  const days = Number(childText(readXml(await body.text(), 'RestoreRequest'), 'Days') ?? Number.NaN)
  if (!Number.isInteger(days) || days < 1) throw new S3Error('MalformedXML')
  const { object } = findObject(exchange)
  if (object.storageClass !== 'GLACIER' && object.storageClass !== 'DEEP_ARCHIVE') {
    throw new S3Error('InvalidObjectState', {
      message: "Restore is not allowed for the object's current storage class",
      detail: { StorageClass: object.storageClass },
    })
  }
  const restored = object.properties['x-amz-restore'] !== undefined
  const expiry = new Date(Date.now() + days * DAY_MS).toUTCString()
  store.objects.setProperties(object, {
    ...object.properties,
    'x-amz-restore': `ongoing-request="false", expiry-date="${expiry}"`,
  })
  reply.empty(restored ? 200 : 202)
}
