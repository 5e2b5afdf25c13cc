import { invalidArgument, S3Error } from '../s3-error.ts'
import type { Tags } from '../store/object-record.ts'
import { child, childrenNamed, childText, readXml } from '../xml-read.ts'
import { element, xmlDocument } from '../xml-write.ts'

/** The most tags an object may have. */
export const MAX_OBJECT_TAGS = 10
/** The most tags a bucket may have. */
export const MAX_BUCKET_TAGS = 50

const MAX_KEY = 128
const MAX_VALUE = 256

/** Reads a `<Tagging>` document. */
export function readTagging(text: string, limit: number): Tags {
  const set = child(readXml(text, 'Tagging'), 'TagSet')
  if (set === undefined) throw new S3Error('MalformedXML')
  const tags = childrenNamed(set, 'Tag').map(tag => {
    const key = childText(tag, 'Key')
    const value = childText(tag, 'Value')
    if (key === undefined || value === undefined) throw new S3Error('MalformedXML')
    return [key, value] as const
  })
  return checkTags(tags, limit)
}

/** Reads an x-amz-tagging header: `a=1&b=2`, URL-encoded. */
export function readTaggingHeader(header: string | undefined): Tags {
  if (header === undefined || header === '') return []
  const tags: [string, string][] = []
  for (const pair of header.split('&')) {
    const equals = pair.indexOf('=')
    const key = decode(equals === -1 ? pair : pair.slice(0, equals), header)
    tags.push([key, equals === -1 ? '' : decode(pair.slice(equals + 1), header)])
  }
  return checkTags(tags, MAX_OBJECT_TAGS)
}

/** Writes a `<Tagging>` document. */
export function taggingDocument(tags: Tags): string {
  const set = tags.map(([key, value]) =>
    element('Tag', [element('Key', key), element('Value', value)]),
  )
  return xmlDocument('Tagging', element('TagSet', set))
}

function decode(text: string, header: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch (cause) {
    if (!(cause instanceof URIError)) throw cause
    throw invalidArgument(
      'The header x-amz-tagging shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.',
      'x-amz-tagging',
      header,
    )
  }
}

function checkTags(tags: Tags, limit: number): Tags {
  if (tags.length > limit) {
    const what = limit === MAX_OBJECT_TAGS ? 'Object' : 'Bucket'
    throw new S3Error(limit === MAX_OBJECT_TAGS ? 'BadRequest' : 'InvalidTag', {
      message: `${what} tags cannot be greater than ${limit}`,
    })
  }
  const names = new Set<string>()
  for (const [key, value] of tags) {
    if (key === '' || [...key].length > MAX_KEY) {
      throw new S3Error('InvalidTag', { message: 'The TagKey you have provided is invalid' })
    }
    if ([...value].length > MAX_VALUE) {
      throw new S3Error('InvalidTag', { message: 'The TagValue you have provided is invalid' })
    }
    if (names.has(key)) {
      throw new S3Error('InvalidTag', {
        message: 'Cannot provide multiple Tags with the same key',
        detail: { TagKey: key },
      })
    }
    names.add(key)
  }
  return tags
}
