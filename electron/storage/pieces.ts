import type { Readable } from 'node:stream'

/** Bytes that are used together: larger pieces are no faster, each costs as much as a chunk. */
const PIECE = 256 * 1024
/** Chunks that one write takes: systems allow 1,024. */
const MOST_CHUNKS = 512
/** How long bytes wait for others, in milliseconds: on a slow line they are few and wanted. */
export const GATHER = 100

/**
 * The chunks of a stream, many at a time, in their order. While some are used the next ones gather,
 * up to twice {@link PIECE}. A failure is thrown once all that came before it is given.
 */
export async function* piecesOf(stream: Readable): AsyncGenerator<readonly Buffer[]> {
  let chunks: Buffer[] = []
  let bytes = 0
  let clock: NodeJS.Timeout | undefined
  let end: { readonly error?: unknown } | undefined
  let ready = Promise.withResolvers<void>()
  const finish = (how: { readonly error?: unknown }): void => {
    end ??= how
    ready.resolve()
  }
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= PIECE || chunks.length >= MOST_CHUNKS) {
      stream.pause()
      ready.resolve()
    } else clock ??= setTimeout(() => ready.resolve(), GATHER)
  })
  stream.once('end', () => finish({}))
  stream.once('error', error => finish({ error }))
  stream.once('close', () => finish({ error: closed() }))
  // It may be over by now.
  if (stream.errored) finish({ error: stream.errored })
  else if (stream.readableEnded) finish({})
  else if (stream.destroyed) finish({ error: closed() })
  try {
    for (;;) {
      await ready.promise
      ready = Promise.withResolvers()
      if (end) ready.resolve()
      clearTimeout(clock)
      clock = undefined
      const piece = chunks
      chunks = []
      bytes = 0
      stream.resume()
      if (piece.length > 0) yield piece
      else if (end && 'error' in end) throw end.error
      else if (end) return
    }
  } finally {
    clearTimeout(clock)
    stream.destroy()
  }
}

/** What a reader meets whose stream somebody destroyed. */
export function closed(): Error {
  return new Error('The stream was closed before its end')
}

/** Bytes of a piece. */
export function lengthOf(piece: readonly Uint8Array[]): number {
  return piece.reduce((sum, { length }) => sum + length, 0)
}
