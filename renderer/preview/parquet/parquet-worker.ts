import {
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  snappyUncompress,
} from 'hyparquet'
import {
  decompressBrotli,
  decompressGzip,
  decompressLz4,
  decompressLz4Raw,
  decompressZstd,
} from 'hyparquet-compressors'
import type { FromParquetWorker, ParquetSchema, ToParquetWorker } from './messages.ts'

/**
 * Reads a Parquet file away from the window, which ends this worker when it takes too long: its
 * bytes are a stranger's, and so is how much they decompress to.
 */

/** A footer beyond this is not one of a table that anybody made. */
const LARGEST_FOOTER = 16 * 1024 * 1024
/** Decompressed; writers make pages of about one megabyte. */
const LARGEST_PAGE = 128 * 1024 * 1024
/** Letters of one cell. */
const CELL_LETTERS = 1000

type Decompress = (input: Uint8Array, length: number) => Uint8Array

/** Each with an end: what a page says of its own size is a stranger's word. */
const compressors: Record<string, Decompress> = {
  SNAPPY: limited((input, length) => {
    const output = new Uint8Array(length)
    snappyUncompress(input, output)
    return output
  }),
  GZIP: limited(decompressGzip),
  BROTLI: limited(decompressBrotli),
  LZ4: limited(decompressLz4),
  LZ4_RAW: limited(decompressLz4Raw),
  ZSTD: limited((input, length) => decompressZstd(input, new Uint8Array(length))),
}

function limited(decompress: Decompress): Decompress {
  return (input, length) => {
    if (length > LARGEST_PAGE) throw new Error('A page of it is too large.')
    return decompress(input, length)
  }
}

type Metadata = Awaited<ReturnType<typeof parquetMetadataAsync>>

const waiting = new Map<number, (bytes: ArrayBuffer) => void>()
let asked = 0
let file: { byteLength: number; slice(start: number, end?: number): Promise<ArrayBuffer> }
let metadata: Metadata

addEventListener('message', ({ data }: MessageEvent<ToParquetWorker>) => {
  if (data.type === 'bytes') {
    waiting.get(data.ask)?.(data.bytes)
    waiting.delete(data.ask)
    return
  }
  const work = data.type === 'open' ? open(data.size) : rows(data.from, data.to)
  work.catch((error: unknown) => {
    tell({ type: 'failed', reason: error instanceof Error ? error.message : String(error) })
  })
})

async function open(size: number): Promise<void> {
  file = {
    byteLength: size,
    slice: (start, end = size) => {
      // Counted from the end, as `ArrayBuffer.slice` does.
      const from = start < 0 ? size + start : start
      return ask(from, end - from)
    },
  }
  const tail = new DataView(await ask(size - 8, 8))
  if (tail.getUint32(0, true) > LARGEST_FOOTER) throw new Error('The footer is too large.')
  metadata = await parquetMetadataAsync(file)
  tell({ type: 'schema', schema: schemaOf(metadata) })
}

async function rows(from: number, to: number): Promise<void> {
  const options = { file, metadata, compressors, rowStart: from, rowEnd: to, useOffsetIndex: true }
  const found = await parquetReadObjects(options)
  const names = parquetSchema(metadata).children.map(column => column.element.name)
  tell({
    type: 'rows',
    from,
    rows: found.map(row => names.map(name => shown(row[name]))),
  })
}

function schemaOf(found: Metadata): ParquetSchema {
  const columns = parquetSchema(found).children.map(({ element, children }) => ({
    name: element.name,
    type: [
      element.logical_type?.type ?? element.converted_type ?? element.type ?? '',
      children.length > 0 ? `group of ${children.length}` : '',
      element.repetition_type === 'OPTIONAL' ? 'optional' : '',
      element.repetition_type === 'REPEATED' ? 'repeated' : '',
    ]
      .filter(Boolean)
      .join(', ')
      .toLowerCase(),
  }))
  return {
    rows: Number(found.num_rows),
    rowGroups: found.row_groups.length,
    createdBy: found.created_by,
    columns,
    firstGroupBytes: Number(found.row_groups[0]?.total_byte_size ?? 0),
  }
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString()
  if (value instanceof Uint8Array) return `${value.length} bytes`
  if (typeof value === 'object') {
    const plain = (_: string, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)
    return JSON.stringify(value, plain).slice(0, CELL_LETTERS)
  }
  return String(value).slice(0, CELL_LETTERS)
}

function ask(from: number, length: number): Promise<ArrayBuffer> {
  if (from < 0 || length < 0 || !Number.isSafeInteger(from + length)) {
    return Promise.reject(new Error('It points outside of itself.'))
  }
  if (length === 0) return Promise.resolve(new ArrayBuffer(0))
  const number = asked++
  tell({ type: 'ask', ask: number, from, length })
  return new Promise(resolve => waiting.set(number, resolve))
}

function tell(message: FromParquetWorker): void {
  postMessage(message)
}
