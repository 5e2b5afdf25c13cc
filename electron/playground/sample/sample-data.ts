import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import mime from 'mime'
import type { Store } from '../store/store.ts'
import { type SampleObject, sampleObjects } from './sample-objects.ts'

const VERSIONED = 'notes'

/** Fills an empty playground with buckets to look at; one that has buckets is left alone. */
export async function putSampleData(store: Store): Promise<void> {
  if (store.buckets.list().length > 0) return
  let count = 0
  for (const object of sampleObjects()) {
    put(store, object)
    // The playground may share its thread with a window that wants answers meanwhile.
    if (++count % 25 === 0) await setImmediate()
  }
  putVersions(store)
}

function put(store: Store, sample: SampleObject): void {
  if (store.buckets.find(sample.bucket) === undefined) store.buckets.create(sample.bucket)
  const body = Buffer.from(sample.body)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(body))
  store.objects.put(store.buckets.get(sample.bucket), {
    key: sample.key,
    size: body.length,
    etag: createHash('md5').update(body).digest('hex'),
    storageClass: sample.storageClass ?? 'STANDARD',
    blob: body.length === 0 ? undefined : store.blobs.put(body),
    parts: [],
    checksum: { algorithm: 'CRC32', type: 'FULL_OBJECT', value: checksum.toString('base64') },
    properties: {
      'content-type': mime.getType(sample.key) ?? 'binary/octet-stream',
      'x-amz-server-side-encryption': 'AES256',
    },
    tags: sample.tags ?? [],
    modified: sample.modified,
  })
}

/** A bucket with versioning: a note that was edited twice, and one that was deleted. */
function putVersions(store: Store): void {
  store.buckets.create(VERSIONED)
  store.buckets.setVersioning(store.buckets.get(VERSIONED), 'Enabled')
  const day = (number: number) => Date.UTC(2026, 4, number, 9)
  const note = (key: string, body: string, modified: number) =>
    put(store, { bucket: VERSIONED, key, body, modified })
  note('packing list.md', '# Packing list\n\n- tent\n', day(1))
  note('packing list.md', '# Packing list\n\n- tent\n- stove\n', day(2))
  note('packing list.md', '# Packing list\n\n- tent\n- stove\n- rain coat\n', day(5))
  note('ideas/garden.md', '# Garden\n\nBeans along the fence.\n', day(3))
  note('old plan.md', '# Plan\n\nStay at home.\n', day(1))
  store.objects.delete(store.buckets.get(VERSIONED), 'old plan.md')
}
