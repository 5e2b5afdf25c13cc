import type { BucketRecord } from './buckets.ts'
import { afterKey, afterPrefix, commonPrefix } from './key-range.ts'
import type { UploadRecord, Uploads } from './uploads.ts'

/** One page of ListMultipartUploads that is wanted. */
export interface UploadQuery {
  readonly prefix: string
  readonly delimiter: string | undefined
  readonly keyMarker: string
  /** Only with a key marker: go on after this upload of it. */
  readonly idMarker: string
  readonly limit: number
}

/** A page of uploads in progress: keys in byte order, oldest first. */
export interface UploadPage {
  readonly uploads: readonly UploadRecord[]
  readonly commonPrefixes: readonly string[]
  readonly next?: { readonly key: string; readonly id: string }
}

/** One page of the uploads in progress. */
export function uploadPage(uploads: Uploads, bucket: BucketRecord, query: UploadQuery): UploadPage {
  const found: UploadRecord[] = []
  const commonPrefixes: string[] = []
  if (query.limit === 0) return { uploads: found, commonPrefixes }
  const prefix = Buffer.from(query.prefix)
  const delimiter = query.delimiter ? Buffer.from(query.delimiter) : undefined
  const resume = resumption(query)
  let next = { key: '', id: '' }
  let from = firstKey(query, prefix, delimiter)
  scan: while (from !== undefined) {
    for (const upload of uploads.from(bucket, from)) {
      const key = Buffer.from(upload.key)
      if (!key.subarray(0, prefix.length).equals(prefix)) break scan
      if (resume(upload)) continue
      if (found.length + commonPrefixes.length === query.limit) {
        return { uploads: found, commonPrefixes, next }
      }
      const rolled = commonPrefix(key, prefix, delimiter)
      if (rolled !== undefined) {
        next = { key: rolled.toString(), id: '' }
        commonPrefixes.push(next.key)
        from = afterPrefix(rolled)
        continue scan
      }
      next = { key: upload.key, id: upload.id }
      found.push(upload)
    }
    break
  }
  return { uploads: found, commonPrefixes }
}

function firstKey(query: UploadQuery, prefix: Buffer, delimiter: Buffer | undefined) {
  const marker = Buffer.from(query.keyMarker)
  if (query.keyMarker === '' || Buffer.compare(marker, prefix) < 0) return prefix
  const inside = marker.subarray(0, prefix.length).equals(prefix)
  const rolled = inside ? commonPrefix(marker, prefix, delimiter) : undefined
  if (rolled !== undefined) return afterPrefix(rolled)
  return query.idMarker === '' ? afterKey(marker) : marker
}

/** True for each upload of the marker's key up to and including the marked one. */
function resumption({ keyMarker, idMarker }: UploadQuery): (upload: UploadRecord) => boolean {
  let passed = false
  return upload => {
    if (idMarker === '' || upload.key !== keyMarker || passed) return false
    passed = upload.id === idMarker
    return true
  }
}
