import type { S3Object } from '#shared/s3.ts'
import { PackedPage } from './packed-page.ts'
import { readPlainEntries } from './read-plain-entries.ts'
import { withoutQuotes } from './without-quotes.ts'
import { XmlReader } from './xml-reader.ts'

/** What a ListObjectsV2 answer says; keys are decoded. */
export interface ReadListing {
  readonly objects: readonly S3Object[]
  readonly commonPrefixes: readonly string[]
  readonly isTruncated: boolean | undefined
  readonly nextToken: string | undefined
}

/** The answer is no listing, or not a whole one. */
export class NotAListing extends Error {
  override readonly name = 'NotAListing'
}

/** The same with its entries as a page in columns. */
export interface ReadPage extends Omit<ReadListing, 'objects' | 'commonPrefixes'> {
  readonly page: PackedPage
}

/** Stands where entries were that had been read already. */
const RUN = 'pail-run'

/**
 * Reads a ListObjectsV2 answer as readListing does, and many times faster where its entries are
 * written plainly: those are read from the bytes, and readListing gets what is around them.
 *
 * @throws NotAListing or NotWellFormed for anything that is not a whole, well-formed listing
 */
export function readPage(body: Buffer): ReadPage {
  const plain = plainPage(body)
  if (plain) return plain
  const { isTruncated, nextToken, ...entries } = readListing(body.toString('utf8'))
  return { page: PackedPage.of(entries), isTruncated, nextToken }
}

function plainPage(body: Buffer): ReadPage | undefined {
  const found = ['<Contents>', '<CommonPrefixes>'].map(tag => body.indexOf(tag))
  const start = Math.min(...found.filter(at => at >= 0))
  if (start === Number.POSITIVE_INFINITY) return undefined
  const isEncoded = body.includes('<EncodingType>url</EncodingType>')
  const entries = readPlainEntries(body, start, isEncoded)
  if (!entries) return undefined
  const around = `${body.toString('utf8', 0, start)}<${RUN}/>${body.toString('utf8', entries.end)}`
  const rest = read(around)
  // Entries elsewhere too, or none allowed here: then it takes who reads all of it.
  if (rest.runs !== 1 || rest.objects.length + rest.commonPrefixes.length > 0) return undefined
  if (rest.isEncoded !== isEncoded) return undefined
  return { page: entries.page, isTruncated: rest.isTruncated, nextToken: rest.nextToken }
}

/**
 * Reads a ListObjectsV2 answer. Made for this one document, so that a page of 1,000 keys costs a
 * few milliseconds instead of thirty; and strict, because an answer that is read in half would show
 * a folder with half of its files.
 *
 * @throws NotAListing for anything that is not a whole, well-formed listing
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export function readListing(xml: string): ReadListing {
  const { objects, commonPrefixes, isTruncated, nextToken, keyCount } = read(xml)
  if (keyCount !== undefined && keyCount > 0 && objects.length + commonPrefixes.length === 0) {
    throw new NotAListing(`KeyCount is ${keyCount}, but there are no keys`)
  }
  return { objects, commonPrefixes, isTruncated, nextToken }
}

interface Read extends ReadListing {
  readonly keyCount: number | undefined
  readonly isEncoded: boolean
  /** How often entries were left out. */
  readonly runs: number
}

function read(xml: string): Read {
  const reader = new XmlReader(xml)
  const objects: S3Object[] = []
  const prefixes: string[] = []
  let isTruncated: boolean | undefined
  let nextToken: string | undefined
  let keyCount: number | undefined
  let isEncoded = false
  let runs = 0
  reader.root('ListBucketResult', name => {
    switch (name) {
      case 'Contents':
        objects.push(readObject(reader))
        break
      case 'CommonPrefixes':
        reader.children(child => {
          if (child === 'Prefix') prefixes.push(reader.text())
          else reader.skip()
        })
        break
      case 'IsTruncated':
        isTruncated = truthOf(reader.text())
        break
      case 'NextContinuationToken':
        nextToken = reader.text()
        break
      case 'KeyCount':
        keyCount = wholeNumber(reader.text(), name)
        break
      case 'EncodingType':
        if (reader.text().trim() === 'url') isEncoded = true
        break
      case RUN:
        runs += 1
        reader.skip()
        break
      default:
        reader.skip()
    }
  })
  const decode = isEncoded ? urlDecoded : (text: string) => text
  return {
    objects: objects.map(object => ({ ...object, key: decode(object.key) })),
    commonPrefixes: prefixes.map(decode),
    isTruncated,
    nextToken,
    keyCount,
    isEncoded,
    runs,
  }
}

function readObject(reader: XmlReader): S3Object {
  let key: string | undefined
  let size = 0
  let modified = 0
  let etag = ''
  let storageClass = 'STANDARD'
  reader.children(name => {
    switch (name) {
      case 'Key':
        if (key !== undefined) throw new NotAListing('An object has two keys')
        key = reader.text()
        break
      case 'Size':
        size = wholeNumber(reader.text(), name)
        break
      case 'LastModified':
        modified = timeOf(reader.text())
        break
      case 'ETag':
        etag = withoutQuotes(reader.text())
        break
      case 'StorageClass':
        storageClass = reader.text().trim() || storageClass
        break
      default:
        reader.skip()
    }
  })
  if (key === undefined) throw new NotAListing('An object has no key')
  return { key, size, modified, etag, storageClass }
}

function wholeNumber(text: string, name: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= 0 && text.trim() !== '') return value
  throw new NotAListing(`${name} is “${text.slice(0, 40)}”`)
}

function truthOf(text: string): boolean | undefined {
  const word = text.trim().toLowerCase()
  return word === 'true' ? true : word === 'false' ? false : undefined
}

/** A day is named by many objects: what it begins with is worked out once. */
let lastDay = ''
let lastDayTime = 0
const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/

/** Milliseconds since the epoch; 0 where the server names no time that can be told. */
function timeOf(text: string): number {
  if (!FORM.test(text)) {
    const time = Date.parse(text.trim())
    return Number.isNaN(time) ? 0 : time
  }
  const day = text.slice(0, 10)
  if (day !== lastDay) {
    lastDay = day
    lastDayTime = Date.parse(day)
  }
  if (Number.isNaN(lastDayTime)) return 0
  const two = (at: number) => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48
  const seconds = two(11) * 3600 + two(14) * 60 + two(17)
  return lastDayTime + seconds * 1000 + (text.length === 24 ? Number(text.slice(20, 23)) : 0)
}

/** S3 encodes as forms do: a space is `+`. Bytes that are no UTF-8 become U+FFFD. */
function urlDecoded(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch (error) {
    if (!(error instanceof URIError)) throw error
    return spaced.replace(/(?:%[0-9a-f]{2})+/gi, run =>
      Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
    )
  }
}
