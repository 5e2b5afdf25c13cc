import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tableText } from '../export/table.ts'
import { parseReceipt } from './read-receipt.ts'
import { RECEIPT_COLUMNS, type ReceiptRow } from './receipt.ts'

const text = fc.string({ minLength: 1, unit: 'binary' }).filter(one => !one.startsWith("'"))
const row = fc.record(
  {
    name: text,
    bucket: text,
    key: text,
    size: fc.nat(),
    etag: text,
    checksumType: text,
    checksum: text,
    finished: text,
  },
  { requiredKeys: ['name', 'key', 'size'] },
)

test('a receipt is read as it was written, as CSV and as JSON', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), fc.constantFrom('csv', 'json'), (rows, format) => {
      const written = [...tableText(RECEIPT_COLUMNS, rows as ReceiptRow[], format as 'csv')].join(
        '',
      )
      expect(parseReceipt(written, 'receipt')).toEqual(rows)
    }),
    { seed: 71 },
  )
})

test.each(['', '[]', '[{}]', '{"a":1}', '[1', 'hello', 'name,key\na,b', 'name,key,size\na,b,many'])(
  'no receipt: %j',
  content => {
    expect(() => parseReceipt(content, 'x.csv')).toThrow('“x.csv” is no receipt that Pail wrote.')
  },
)

test('a receipt of an older Pail names no bucket', () => {
  const [row] = parseReceipt('\uFEFFname,key,size,etag\r\na,d/a,3,e\r\n', 'old.csv')
  expect(row).toEqual({ name: 'a', key: 'd/a', size: 3, etag: 'e' })
})
