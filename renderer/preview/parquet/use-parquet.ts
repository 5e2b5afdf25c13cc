import { useCallback, useEffect, useRef, useState } from 'react'
import { MAX_PREVIEW_PART } from '#shared/preview.ts'
import { joined, type PreviewSource, readPart } from '../../queries/previews.ts'
import type { FromParquetWorker, ParquetSchema, ToParquetWorker } from './messages.ts'

/** Rows that are read at first, and with each "more". */
const STEP = 200
/** Work that takes longer than this, between two answers, is given up. In milliseconds. */
const PATIENCE = 20_000
/** Bytes that one view may read. */
const MOST_BYTES = 128 * 1024 * 1024

/** A Parquet file as far as it was read. */
export interface ParquetFile {
  readonly schema: ParquetSchema | undefined
  readonly rows: readonly (readonly string[])[]
  readonly failure: string | undefined
  readonly loading: boolean
  readonly more: (() => void) | undefined
}

/** Reads a Parquet file in a worker, by ranges: its footer, then the rows that are wanted. */
export function useParquet(source: PreviewSource): ParquetFile {
  const [schema, setSchema] = useState<ParquetSchema>()
  const [rows, setRows] = useState<readonly (readonly string[])[]>([])
  const [failure, setFailure] = useState<string>()
  const [loading, setLoading] = useState(true)
  const send = useRef<(message: ToParquetWorker) => void>(undefined)

  useEffect(() => {
    const worker = new Worker(new URL('./parquet-worker.ts', import.meta.url), { type: 'module' })
    const stop = new AbortController()
    let read = 0
    let clock: ReturnType<typeof setTimeout> | undefined
    const fail = (reason: string) => {
      if (stop.signal.aborted) return
      end()
      setFailure(reason)
      setLoading(false)
    }
    const end = () => {
      clearTimeout(clock)
      stop.abort()
      worker.terminate()
    }
    const post = (message: ToParquetWorker) => {
      clearTimeout(clock)
      clock = setTimeout(() => fail('This file takes too long to read here.'), PATIENCE)
      worker.postMessage(message)
    }
    send.current = post
    const answer = async (ask: number, from: number, length: number) => {
      // The network takes the time it takes.
      clearTimeout(clock)
      read += length
      if (read > MOST_BYTES) return fail('Its first rows need more than 128 MB to be read.')
      const bytes = await readRange(source, from, length, stop.signal)
      return post({ type: 'bytes', ask, bytes })
    }
    worker.onmessage = ({ data }: MessageEvent<FromParquetWorker>) => {
      if (data.type === 'ask') {
        answer(data.ask, data.from, data.length).catch(error => fail(String(error.message)))
        return
      }
      clearTimeout(clock)
      switch (data.type) {
        case 'schema':
          setSchema(data.schema)
          post({ type: 'rows', from: 0, to: Math.min(STEP, data.schema.rows) })
          return
        case 'rows':
          setRows(before => [...before.slice(0, data.from), ...data.rows])
          setLoading(false)
          return
        case 'failed':
          fail(`This file cannot be read: ${data.reason}`)
          return
        default:
          data satisfies never
      }
    }
    worker.onerror = event => {
      event.preventDefault()
      fail('This file cannot be read.')
    }
    post({ type: 'open', size: source.preview.size })
    return end
  }, [source])

  const from = rows.length
  const total = schema?.rows ?? 0
  const more = useCallback(() => {
    setLoading(true)
    send.current?.({ type: 'rows', from, to: Math.min(from + STEP, total) })
  }, [from, total])
  const wanted = !loading && failure === undefined && from < total
  return { schema, rows, failure, loading, more: wanted ? more : undefined }
}

async function readRange(
  source: PreviewSource,
  from: number,
  length: number,
  signal: AbortSignal,
): Promise<ArrayBuffer> {
  const parts: Uint8Array[] = []
  for (let at = 0; at < length; at += MAX_PREVIEW_PART) {
    const part = { from: from + at, length: Math.min(MAX_PREVIEW_PART, length - at) }
    parts.push((await readPart(source, part, signal)).bytes)
  }
  return joined(parts).buffer
}
