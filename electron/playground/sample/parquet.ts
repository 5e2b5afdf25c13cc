/** A column of a sample table: all values there, none missing. */
export type ParquetColumn =
  | { readonly name: string; readonly type: 'text'; readonly values: readonly string[] }
  | { readonly name: string; readonly type: 'number'; readonly values: readonly number[] }

/** Thrift's compact type ids. */
const I32 = 5
const I64 = 6
const BINARY = 8
const LIST = 9
const STRUCT = 12

/** Parquet's type ids: DOUBLE and BYTE_ARRAY; converted type UTF8. */
const DOUBLE = 5
const BYTE_ARRAY = 6
const UTF8 = 0

/**
 * A small Parquet file: plain values, nothing compressed, one row group.
 *
 * @see https://parquet.apache.org/docs/file-format/
 */
export function parquetFile(columns: readonly ParquetColumn[]): Buffer {
  const rows = columns[0]?.values.length ?? 0
  const chunks: Buffer[] = [Buffer.from('PAR1')]
  let at = 4
  const placed = columns.map(column => {
    const values = plainValues(column)
    const page = struct([
      [1, I32, zigzag(0)], // data page
      [2, I32, zigzag(values.length)],
      [3, I32, zigzag(values.length)],
      [5, STRUCT, struct([[1, I32, zigzag(rows)], ...PLAIN_ENCODINGS])],
    ])
    const size = page.length + values.length
    const offset = at
    chunks.push(page, values)
    at += size
    return { column, offset, size }
  })
  const footer = struct([
    [1, I32, zigzag(1)],
    [2, LIST, list(STRUCT, [root(columns.length), ...columns.map(schemaElement)])],
    [3, I64, zigzag(rows)],
    [4, LIST, list(STRUCT, [rowGroup(placed, rows)])],
    [6, BINARY, binary('Pail playground')],
  ])
  const length = Buffer.alloc(4)
  length.writeUInt32LE(footer.length)
  return Buffer.concat([...chunks, footer, length, Buffer.from('PAR1')])
}

interface Placed {
  readonly column: ParquetColumn
  readonly offset: number
  readonly size: number
}

type Field = readonly [id: number, type: number, value: Buffer]

/** PLAIN values; levels as RLE, of which required columns have none. */
const PLAIN_ENCODINGS: readonly Field[] = [
  [2, I32, zigzag(0)],
  [3, I32, zigzag(3)],
  [4, I32, zigzag(3)],
]

function root(columns: number): Buffer {
  return struct([
    [4, BINARY, binary('schema')],
    [5, I32, zigzag(columns)],
  ])
}

function schemaElement({ name, type }: ParquetColumn): Buffer {
  return struct([
    [1, I32, zigzag(type === 'text' ? BYTE_ARRAY : DOUBLE)],
    [3, I32, zigzag(0)], // required
    [4, BINARY, binary(name)],
    ...(type === 'text' ? [[6, I32, zigzag(UTF8)] as const] : []),
  ])
}

function rowGroup(placed: readonly Placed[], rows: number): Buffer {
  const bytes = placed.reduce((sum, { size }) => sum + size, 0)
  return struct([
    [
      1,
      LIST,
      list(
        STRUCT,
        placed.map(chunk => columnChunk(chunk, rows)),
      ),
    ],
    [2, I64, zigzag(bytes)],
    [3, I64, zigzag(rows)],
  ])
}

function columnChunk({ column, offset, size }: Placed, rows: number): Buffer {
  const metadata = struct([
    [1, I32, zigzag(column.type === 'text' ? BYTE_ARRAY : DOUBLE)],
    [2, LIST, list(I32, [zigzag(0)])],
    [3, LIST, list(BINARY, [binary(column.name)])],
    [4, I32, zigzag(0)], // uncompressed
    [5, I64, zigzag(rows)],
    [6, I64, zigzag(size)],
    [7, I64, zigzag(size)],
    [9, I64, zigzag(offset)],
  ])
  return struct([
    [2, I64, zigzag(offset)],
    [3, STRUCT, metadata],
  ])
}

function plainValues(column: ParquetColumn): Buffer {
  if (column.type === 'number') {
    const bytes = Buffer.alloc(column.values.length * 8)
    for (const [index, value] of column.values.entries()) bytes.writeDoubleLE(value, index * 8)
    return bytes
  }
  return Buffer.concat(
    column.values.flatMap(value => {
      const text = Buffer.from(value)
      const length = Buffer.alloc(4)
      length.writeUInt32LE(text.length)
      return [length, text]
    }),
  )
}

/** Fields in the order of their ids, which are written as the step from the one before. */
function struct(fields: readonly Field[]): Buffer {
  let before = 0
  const parts = fields.flatMap(([id, type, value]) => {
    const header = Buffer.from([((id - before) << 4) | type])
    before = id
    return [header, value]
  })
  return Buffer.concat([...parts, Buffer.from([0])])
}

function list(type: number, items: readonly Buffer[]): Buffer {
  const header =
    items.length < 15
      ? Buffer.from([(items.length << 4) | type])
      : Buffer.concat([Buffer.from([0xf0 | type]), varint(items.length)])
  return Buffer.concat([header, ...items])
}

function binary(text: string): Buffer {
  const bytes = Buffer.from(text)
  return Buffer.concat([varint(bytes.length), bytes])
}

function zigzag(value: number): Buffer {
  return varint(value * 2)
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80)
  return Buffer.from([...bytes, rest])
}
