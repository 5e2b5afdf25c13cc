import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readListing, readPage } from './read-listing.ts'

/** What both readers make of an answer: all of it, or that it is none. */
function outcome(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    return (error as Error).name
  }
}

function byPage(body: Buffer) {
  const { page, isTruncated, nextToken } = readPage(body)
  return { objects: page.objects, commonPrefixes: page.commonPrefixes, isTruncated, nextToken }
}

const expectAlike = (xml: string) => {
  const body = Buffer.from(xml)
  expect(outcome(() => byPage(body))).toEqual(outcome(() => readListing(body.toString('utf8'))))
}

const rarely = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, fc.constantFrom(usual, ...others))
const key = fc
  .array(
    fc.constantFrom(
      'a',
      'img-7',
      '/',
      '+',
      '%2B',
      '%C3%A9',
      '%F0%9F%98%80',
      '%00',
      '%0a',
      '.',
      '~',
    ),
    { minLength: 1, maxLength: 6 },
  )
  .chain(parts => rarely(parts.join(''), 'é', '%', '%E9', '%zz', 'a&amp;b', '', 'a]]>b', '\u0001'))
const hex = fc.stringMatching(/^[0-9a-f]{32}$/)
const etag = hex.chain(digest =>
  rarely(
    `&quot;${digest}&quot;`,
    `"${digest}-12"`,
    digest,
    '',
    '"',
    '&quot;',
    '"x&amp;y"',
    '&quot;é&quot;',
  ),
)
const time = rarely(
  '2026-05-06T07:08:09.010Z',
  '2024-02-29T23:59:59Z',
  '2026-13-40T07:08:09.010Z',
  'yesterday',
  '2026-05-06 07:08:09',
  '',
)
const size = rarely('1234', '0', '', ' 7 ', '-1', '1e3', '99999999999999999999')
const storageClass = rarely('STANDARD', 'GLACIER', '', ' STANDARD ', 'x&lt;', 'DEEP_ARCHIVE')
const contents = fc
  .tuple(
    key,
    time,
    etag,
    size,
    storageClass,
    rarely('', '\n', '<Owner><ID>me</ID></Owner>', '<Key>b</Key>'),
  )
  .map(
    ([name, at, tag, bytes, kind, more]) =>
      `<Contents><Key>${name}</Key><LastModified>${at}</LastModified><ETag>${tag}</ETag>` +
      `<ChecksumType>FULL_OBJECT</ChecksumType><Size>${bytes}</Size>` +
      `<StorageClass>${kind}</StorageClass>${more}</Contents>`,
  )
const prefix = key.map(name => `<CommonPrefixes><Prefix>${name}</Prefix></CommonPrefixes>`)
const oddly = rarely(
  '',
  '<!-- <Contents> -->',
  '<X>',
  '</X>',
  '<![CDATA[',
  ']]>',
  ' ',
  '<pail-run/>',
)
const listing = fc
  .tuple(
    fc.array(fc.oneof(contents, contents, prefix), { maxLength: 5 }),
    rarely('<EncodingType>url</EncodingType>', '', '<X><EncodingType>url</EncodingType></X>'),
    rarely(
      '<IsTruncated>false</IsTruncated>',
      '<IsTruncated>true</IsTruncated><NextContinuationToken>t&amp;</NextContinuationToken>',
    ),
    fc.tuple(oddly, oddly, oddly),
    rarely('<KeyCount>3</KeyCount>', '<KeyCount>-3</KeyCount>'),
    fc.boolean(),
  )
  .map(([entries, encoding, end, [one, two, three], count, early]) => {
    const about = `${count}${encoding}${end}`
    const inner = early
      ? `${about}${one}${entries.join(two)}`
      : `${entries.join(two)}${one}${about}`
    return `<?xml version="1.0"?>\n<ListBucketResult xmlns="x">${inner}${three}</ListBucketResult>`
  })

test('entries read from the bytes are those that the reader of all of XML reads', () => {
  fc.assert(fc.property(listing, expectAlike), { seed: 5, numRuns: 2000 })
})

test('what is damaged is an error to both, or the same to both', () => {
  const damage = fc.record({
    at: fc.nat(),
    length: fc.nat({ max: 3 }),
    put: fc.constantFrom('', '<', '>', '&', '/', 'x', '"', ']]>'),
  })
  fc.assert(
    fc.property(listing, damage, (xml, { at, length, put }) => {
      const from = at % xml.length
      expectAlike(xml.slice(0, from) + put + xml.slice(from + length))
    }),
    { seed: 6, numRuns: 4000 },
  )
})

test('a page longer than S3 ever sends is read whole', () => {
  const entry = (at: number) =>
    `<Contents><Key>k${at}</Key><Size>${at}</Size><StorageClass>S${at % 7}</StorageClass></Contents>`
  const xml = `<ListBucketResult>${Array.from({ length: 2500 }, (_, at) => entry(at)).join('')}<IsTruncated>false</IsTruncated></ListBucketResult>`
  expectAlike(xml)
  expect(byPage(Buffer.from(xml)).objects).toHaveLength(2500)
})
