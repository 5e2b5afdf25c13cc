import { S3Error } from './s3-error.ts'
import type { S3Request } from './s3-request.ts'
import type { ObjectRecord } from './store/object-record.ts'

type Tagged = Pick<ObjectRecord, 'etag' | 'modified' | 'marker'>

/**
 * Checks the four conditional headers of a GET or HEAD.
 * Source: "GetObject", Amazon S3 API Reference, and RFC 9110 section 13.2.2 for their order.
 *
 * @throws S3Error PreconditionFailed or NotModified
 */
export function checkReadConditions(request: S3Request, object: ObjectRecord): void {
  const { ifMatch, ifUnmodified, ifNoneMatch, ifModified } = conditions(request, '')
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, object)) throw failed('If-Match')
  } else if (ifUnmodified !== undefined && seconds(object) > ifUnmodified) {
    throw failed('If-Unmodified-Since')
  }
  const unchanged =
    ifNoneMatch === undefined
      ? ifModified !== undefined && seconds(object) <= ifModified
      : matches(ifNoneMatch, object)
  if (!unchanged) return
  throw new S3Error('NotModified', {
    headers: {
      etag: `"${object.etag}"`,
      'last-modified': new Date(object.modified).toUTCString(),
    },
  })
}

/**
 * Checks x-amz-copy-source-if-*: every failed condition is a 412.
 *
 * @throws S3Error PreconditionFailed
 */
export function checkCopyConditions(request: S3Request, source: ObjectRecord): void {
  const prefix = 'x-amz-copy-source-'
  const { ifMatch, ifUnmodified, ifNoneMatch, ifModified } = conditions(request, prefix)
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, source)) throw failed(`${prefix}If-Match`)
  } else if (ifUnmodified !== undefined && seconds(source) > ifUnmodified) {
    throw failed(`${prefix}If-Unmodified-Since`)
  }
  if (ifNoneMatch !== undefined) {
    if (matches(ifNoneMatch, source)) throw failed(`${prefix}If-None-Match`)
  } else if (ifModified !== undefined && seconds(source) <= ifModified) {
    throw failed(`${prefix}If-Modified-Since`)
  }
}

/**
 * Checks If-Match and If-None-Match of a write against what is there now.
 * @param find looks up the current version, only if there is a condition
 * Source: "Prevent overwriting objects with conditional writes", Amazon S3 User Guide.
 *
 * @throws S3Error PreconditionFailed, NoSuchKey, or NotImplemented for If-None-Match with an ETag
 */
export function checkWriteConditions(
  request: S3Request,
  find: () => ObjectRecord | undefined,
  key: string,
): void {
  const ifMatch = request.header('if-match')
  const ifNoneMatch = request.header('if-none-match')
  if (ifMatch === undefined && ifNoneMatch === undefined) return
  const current = find()
  const there = current !== undefined && !current.marker
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch.trim() !== '*') {
      throw new S3Error('NotImplemented', {
        detail: { Header: 'If-None-Match', additionalMessage: 'Only * is supported' },
      })
    }
    if (there) throw failed('If-None-Match')
  }
  if (ifMatch === undefined) return
  if (!there) throw new S3Error('NoSuchKey', { detail: { Key: key } })
  if (!matches(ifMatch, current)) throw failed('If-Match')
}

/**
 * Checks the If-Match of a delete against the current version.
 * Source: "How to perform conditional deletes", Amazon S3 User Guide.
 *
 * @throws S3Error PreconditionFailed or NoSuchKey
 */
export function checkDeleteCondition(
  ifMatch: string | undefined,
  current: ObjectRecord | undefined,
  key: string,
): void {
  if (ifMatch === undefined) return
  if (current === undefined) throw new S3Error('NoSuchKey', { detail: { Key: key } })
  if (!matches(ifMatch, current)) throw failed('If-Match')
}

function conditions(request: S3Request, prefix: '' | 'x-amz-copy-source-') {
  return {
    ifMatch: request.header(`${prefix}if-match`),
    ifNoneMatch: request.header(`${prefix}if-none-match`),
    ifModified: instant(request.header(`${prefix}if-modified-since`)),
    ifUnmodified: instant(request.header(`${prefix}if-unmodified-since`)),
  }
}

/** Whole seconds, as HTTP dates count; a date that cannot be read is no condition. */
function instant(date: string | undefined): number | undefined {
  const time = date === undefined ? Number.NaN : Date.parse(date)
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000)
}

function seconds(object: Tagged): number {
  return Math.floor(object.modified / 1000)
}

function matches(list: string, object: Tagged): boolean {
  if (object.marker) return false
  return list.split(',').some(candidate => {
    const tag = candidate
      .trim()
      .replace(/^W\//, '')
      .replace(/^"(.*)"$/, '$1')
    return tag === '*' || tag === object.etag
  })
}

function failed(condition: string): S3Error {
  return new S3Error('PreconditionFailed', { detail: { Condition: condition } })
}
