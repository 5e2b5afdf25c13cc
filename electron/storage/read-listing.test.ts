import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { NotAListing, readListing } from './read-listing.ts'
import { NotWellFormed } from './xml-reader.ts'

const listing = (inner: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>photos</Name>${inner}<IsTruncated>false</IsTruncated></ListBucketResult>`

const escaped = (text: string) => text.replace(/[&<>"'\r\n\t]/g, char => `&#${char.charCodeAt(0)};`)

const row = (key: string, size: number, etag: string) =>
  `<Contents><Key>${escaped(key)}</Key><LastModified>2026-05-06T07:08:09.010Z</LastModified>` +
  `<ETag>&quot;${etag}&quot;</ETag><Size>${size}</Size><Owner><ID>me</ID></Owner><StorageClass>GLACIER</StorageClass></Contents>`

/** What the SDK's own parser reads from the same answer. */
async function parsed(xml: string) {
  const client = new S3Client({
    region: 'us-east-1',
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    requestHandler: {
      handle: async () => ({ response: { statusCode: 200, headers: {}, body: Buffer.from(xml) } }),
    },
  })
  return client.send(new ListObjectsV2Command({ Bucket: 'photos' }))
}

// What XML 1.0 can't carry is never in an answer: keys are asked for URL-encoded.
const key = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .filter(text => text.isWellFormed() && !/[^ -\ufffd\u{10000}-\u{10ffff}]/u.test(text))

test('reads the same rows as the parser of the SDK', async () => {
  const rows = fc.array(
    fc.record({ key, size: fc.nat(), etag: fc.stringMatching(/^[0-9a-f]{1,32}$/) }),
  )
  const property = fc.asyncProperty(rows, fc.array(key), async (objects, prefixes) => {
    const xml = listing(
      objects.map(({ key, size, etag }) => row(key, size, etag)).join('\n') +
        prefixes
          .map(p => `<CommonPrefixes><Prefix>${escaped(p)}</Prefix></CommonPrefixes>`)
          .join(''),
    )
    const read = readListing(xml)
    const { Contents = [], CommonPrefixes = [] } = await parsed(xml)
    expect(read.objects).toEqual(
      Contents.map(({ Key, Size, LastModified, ETag, StorageClass }) => ({
        key: Key,
        size: Size,
        modified: LastModified?.getTime(),
        etag: ETag?.slice(1, -1),
        storageClass: StorageClass,
      })),
    )
    expect(read.commonPrefixes).toEqual(CommonPrefixes.map(({ Prefix }) => Prefix))
    expect(read).toMatchObject({ isTruncated: false, nextToken: undefined })
  })
  await fc.assert(property, { seed: 20_26, numRuns: 60 })
})

/** The keys, prefixes and end of a listing by a parser that knows all of XML and nothing of S3. */
function bySaxes(xml: string) {
  const parser = new SaxesParser({ xmlns: false })
  const path: string[] = []
  const texts: string[] = []
  const found = { keys: [] as string[], prefixes: [] as string[], truncated: [] as string[] }
  parser.on('error', error => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('A listing has no DOCTYPE')
  })
  parser.on('opentag', ({ name }) => {
    path.push(name.replace(/^.*:/, ''))
    texts.push('')
  })
  const onText = (text: string) => {
    if (texts.length > 0) texts.push(texts.pop() + text)
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.on('closetag', () => {
    const place = path.join('/')
    const text = texts.pop() ?? ''
    path.pop()
    if (place === 'ListBucketResult/Contents/Key') found.keys.push(text)
    if (place === 'ListBucketResult/CommonPrefixes/Prefix') found.prefixes.push(text)
    if (place === 'ListBucketResult/IsTruncated') found.truncated.push(text.trim())
  })
  parser.write(xml).close()
  return found
}

/** One element in any of the ways XML lets it be written. */
const space = fc.constantFrom('', '', ' ', '\n', '\t', '\r\n  ')
const note = fc.constantFrom('', '', '<!-- <Contents> -->', '<?keep me?>', '\n')
const namespace = fc.constantFrom('', '', 's3:', 'ns0:', 'a-b.c:')
const attributes = fc.constantFrom(
  '',
  '',
  ' a="1"',
  " xml:space='preserve'",
  '\n b = "<" '.replace('<', '&lt;'),
)
const letters = fc
  .array(
    fc.constantFrom(
      'a',
      'é',
      '😀',
      ' ',
      '&amp;',
      '&lt;',
      '&#38;',
      '&#x1F600;',
      '&quot;',
      '<![CDATA[<&>]]>',
      '<![CDATA[]]>',
      '<!-- no -->',
      '\r\n',
      ']',
      '%2F',
      '+',
    ),
    { maxLength: 6 },
  )
  .map(parts => parts.join(''))
const pair = fc.tuple(namespace, attributes, space)
const element = (name: string, inner: string, [ns, attrs, gap]: [string, string, string]) =>
  `<${ns}${name}${attrs}${gap}>${inner}</${ns}${name}${gap}>`

const anyListing = fc
  .record({
    styles: fc.array(pair, { minLength: 8, maxLength: 8 }),
    keys: fc.array(letters, { maxLength: 5 }),
    prefixes: fc.array(letters, { maxLength: 3 }),
    notes: fc.array(note, { minLength: 4, maxLength: 4 }),
    unknown: fc.constantFrom(
      '',
      '<X/>',
      '<X><Contents><Key>no</Key></Contents></X>',
      '<X a="1" />',
    ),
    bom: fc.constantFrom('', '\ufeff'),
  })
  .map(({ styles, keys, prefixes, notes, unknown, bom }) => {
    const style = (at: number) => styles[at % styles.length] ?? ['', '', '']
    const objects = keys.map((text, at) =>
      element(
        'Contents',
        notes[0] + element('Key', text, style(at)) + unknown + notes[1],
        style(at + 1),
      ),
    )
    const folders = prefixes.map((text, at) =>
      element('CommonPrefixes', element('Prefix', text, style(at + 2)), style(at + 3)),
    )
    const end = element('IsTruncated', `${notes[3]}false`, style(4))
    const body = [notes[2], ...objects, unknown, ...folders, end].join(notes[3])
    return `${bom}<?xml version="1.0"?>${element('ListBucketResult', body, style(5))}\n`
  })

describe('however the XML is written', () => {
  test('the same keys are read as by a parser of all of XML', () => {
    fc.assert(
      fc.property(anyListing, xml => {
        const { keys, prefixes } = bySaxes(xml)
        const read = readListing(xml)
        expect(read.objects.map(({ key: one }) => one)).toEqual(keys)
        expect(read.commonPrefixes).toEqual(prefixes)
        expect(read.isTruncated).toBe(false)
      }),
      { seed: 1, numRuns: 500 },
    )
  })

  test('what is damaged is an error where that parser finds one, and never half a listing', () => {
    const damaged = fc
      .tuple(
        anyListing,
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.constantFrom('', '<', '>', '&', '/', 'x', '"', ']]>'),
      )
      .map(([xml, at, length, put]) => {
        const from = at % xml.length
        return xml.slice(0, from) + put + xml.slice(from + length)
      })
      .filter(xml => xml.isWellFormed())
      // Control characters by their number: XML 1.0 forbids them, and servers send them.
      .filter(xml => !/&#(?:x?0*[01]?[0-9a-f]|2\d|3[01]);/i.test(xml))
    fc.assert(
      fc.property(damaged, xml => {
        let expected: ReturnType<typeof bySaxes> | undefined
        try {
          expected = bySaxes(xml)
        } catch {
          expected = undefined
        }
        let read: ReturnType<typeof readListing>
        try {
          read = readListing(xml)
        } catch (error) {
          // Stricter than XML is fine: it must only not be laxer.
          expect(error instanceof NotAListing || error instanceof NotWellFormed).toBe(true)
          return
        }
        expect(expected).toBeDefined()
        expect(read.objects.map(({ key: one }) => one)).toEqual(expected?.keys)
        expect(read.commonPrefixes).toEqual(expected?.prefixes)
      }),
      { seed: 2, numRuns: 3000 },
    )
  })
})

test('keys are decoded when the server says that it encoded them, wherever it says so', () => {
  const encoded = row('a%2Fb+c%E9%20', 1, 'e')
  expect(readListing(listing(encoded)).objects[0]?.key).toBe('a%2Fb+c%E9%20')
  const said = listing(`${encoded}<EncodingType>url</EncodingType>`)
  expect(readListing(said).objects[0]?.key).toBe('a/b c\ufffd ')
})

test.each([
  ['cut in the middle', '<ListBucketResult><Contents><Key>a</Key>'],
  ['an object without a key', listing('<Contents><Size>1</Size></Contents>')],
  ['a size that is no number', listing('<Contents><Key>a</Key><Size>many</Size></Contents>')],
  ['keys that are counted but not there', listing('<KeyCount>3</KeyCount>')],
  ['text where keys should be', listing('busy')],
  ['another document', '<ListAllMyBucketsResult/>'],
  ['a DOCTYPE', `<!DOCTYPE a [<!ENTITY b "c">]>${listing('')}`],
])('%s is an error, not a shorter listing', (_, xml) => {
  expect(() => readListing(xml)).toThrow()
})
