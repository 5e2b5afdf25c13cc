import { useQueries } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { formatBytes } from '../model/format.ts'
import { hexLine, LINE_BYTES, parseOffset } from '../model/hex.ts'
import { headOf, type PreviewSource, readPart } from '../queries/previews.ts'
import { LookNote } from './look-note.tsx'
import { useRowsInSight } from './use-rows-in-sight.ts'

const LINE = 20
/** Asked for at once, in bytes; a screen has about a thousand. */
const CHUNK = 16 * 1024

interface HexViewProps {
  readonly source: PreviewSource
  readonly name: string
}

/** The bytes of an object, any part of it: what is in sight is asked for by ranges. */
export function HexView({ source, name }: HexViewProps) {
  const { object, preview } = source
  // Of a gzip file that holds bytes, those it holds are of interest, and only their beginning is here.
  const inside = preview.gzip && preview.kind === 'binary'
  const [head] = useState(() => headOf(source).bytes)
  const size = inside ? head.length : preview.size
  const scroller = useRef<HTMLDivElement>(null)
  const lines = Math.ceil(size / LINE_BYTES)
  const { height, from, to, top, onScroll, reveal } = useRowsInSight(scroller, lines, LINE)

  const first = Math.floor((from * LINE_BYTES) / CHUNK)
  const last = Math.floor((Math.max(from, to - 1) * LINE_BYTES) / CHUNK)
  const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const chunks = useQueries({
    queries: numbers.map(number => ({
      queryKey: ['preview bytes', object, preview.etag, number],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await readPart(source, { from: number * CHUNK, length: CHUNK, raw: true }, signal)).bytes,
      enabled: !inside && !isInHead(number),
      gcTime: 10_000,
    })),
  })
  function isInHead(number: number): boolean {
    return !preview.gzip && Math.min((number + 1) * CHUNK, size) <= head.length
  }
  const bytesAt = (offset: number): Uint8Array | undefined => {
    const number = Math.floor(offset / CHUNK)
    if (inside || isInHead(number)) return head.subarray(offset, offset + LINE_BYTES)
    const within = offset - number * CHUNK
    return chunks[number - first]?.data?.subarray(within, within + LINE_BYTES)
  }
  const failed = chunks.find(chunk => chunk.error)?.error
  const width = Math.max(8, size.toString(16).length)
  const drawn = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a region that scrolls by the keyboard */}
      <div
        ref={scroller}
        data-keeps-keys
        role="region"
        aria-label={`Bytes of ${name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        tabIndex={0}
        onScroll={onScroll}
        className="selectable min-h-0 flex-1 overflow-auto overscroll-contain px-3 font-mono text-xs"
      >
        <div className="relative w-max min-w-full" style={{ height }}>
          {drawn.map(line => {
            const bytes = bytesAt(line * LINE_BYTES)
            const { offset, hex, ascii } = hexLine(
              bytes ?? new Uint8Array(),
              line * LINE_BYTES,
              width,
            )
            return (
              <div
                key={line}
                className="absolute left-0 flex gap-3 whitespace-pre"
                style={{ top: top(line), height: LINE }}
              >
                <span className="text-secondary">{offset}</span>
                <span>{(bytes ? hex : '').padEnd(LINE_BYTES * 3)}</span>
                <span className="text-code-string">{bytes ? ascii : '…'}</span>
              </div>
            )
          })}
        </div>
      </div>
      <LookNote>
        <span className="min-w-0 flex-1">
          {failed?.message ??
            (inside && !preview.complete
              ? `The first ${formatBytes(size)} of what it holds`
              : formatBytes(size))}
        </span>
        <OffsetField
          onGo={offset => reveal(Math.floor(Math.min(offset, Math.max(0, size - 1)) / LINE_BYTES))}
        />
      </LookNote>
    </>
  )
}

function OffsetField({ onGo }: { readonly onGo: (offset: number) => void }) {
  const [text, setText] = useState('')
  const offset = parseOffset(text)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && offset !== undefined) onGo(offset)
  }
  return (
    <input
      aria-label="Go to an offset"
      aria-invalid={text !== '' && offset === undefined}
      placeholder="Offset, 0x…"
      value={text}
      onChange={event => setText(event.target.value)}
      onKeyDown={onKeyDown}
      className="h-6 w-28 rounded-md border border-control/60 bg-background px-2 text-primary aria-invalid:border-danger"
    />
  )
}
