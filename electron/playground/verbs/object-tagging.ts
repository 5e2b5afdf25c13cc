import type { Exchange } from '../exchange.ts'
import { findObject } from './find-object.ts'
import { versionHeader } from './put-object.ts'
import { MAX_OBJECT_TAGS, readTagging, taggingDocument } from './tag-set.ts'

/** GetObjectTagging. */
export function getObjectTagging(exchange: Exchange): void {
  const { bucket, object } = findObject(exchange)
  exchange.reply.xml(200, taggingDocument(object.tags), versionHeader(bucket, object.version))
}

/** PutObjectTagging. */
export async function putObjectTagging(exchange: Exchange): Promise<void> {
  findObject(exchange)
  const tags = readTagging(await exchange.body.text(), MAX_OBJECT_TAGS)
  const { bucket, object } = findObject(exchange)
  exchange.store.objects.setTags(object, tags)
  exchange.reply.empty(200, versionHeader(bucket, object.version))
}

/** DeleteObjectTagging. */
export function deleteObjectTagging(exchange: Exchange): void {
  const { bucket, object } = findObject(exchange)
  exchange.store.objects.setTags(object, [])
  exchange.reply.empty(204, versionHeader(bucket, object.version))
}
