import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scanListing } from './scan-listing.ts'

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
    const scanned = scanListing(xml)
    const { Contents = [], CommonPrefixes = [] } = await parsed(xml)
    expect(scanned?.objects).toEqual(
      Contents.map(({ Key, Size, LastModified, ETag, StorageClass }) => ({
        key: Key,
        size: Size,
        modified: LastModified?.getTime(),
        etag: ETag?.slice(1, -1),
        storageClass: StorageClass,
      })),
    )
    expect(scanned?.commonPrefixes).toEqual(CommonPrefixes.map(({ Prefix }) => Prefix))
    const rest = await parsed(scanned?.rest ?? '')
    expect(rest).toMatchObject({ Name: 'photos', IsTruncated: false })
    expect(rest.Contents).toBeUndefined()
  })
  await fc.assert(property, { seed: 20_26, numRuns: 60 })
})

test('what is cut in the middle, or written in another way, is left to the parser', () => {
  const cut = `${listing('').replace('</ListBucketResult>', '')}<Contents><Key>a</Key>`
  expect(scanListing(cut)).toMatchObject({ objects: [], rest: cut })
  const keyless = listing('<Contents><Size>1</Size></Contents>')
  expect(scanListing(keyless)).toMatchObject({ objects: [], rest: keyless })
  expect(scanListing(listing('<!-- <Contents><Key>a</Key></Contents> -->'))).toBeUndefined()
  expect(scanListing(listing('<Contents><Key><![CDATA[<]]></Key></Contents>'))).toBeUndefined()
})
