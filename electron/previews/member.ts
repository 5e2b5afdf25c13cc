import { PassThrough, pipeline, type Readable } from 'node:stream'
import { constants, createGunzip } from 'node:zlib'

/** Bytes of a stream, and whether the stream ended with them. */
export interface Taken {
  readonly bytes: Buffer
  readonly complete: boolean
}

/**
 * The bytes `from` to `from + length` of a stream, which is then let go. Holds no more than that
 * in memory, however long the stream.
 */
export async function take(stream: Readable, from: number, length: number): Promise<Taken> {
  const chunks: Buffer[] = []
  let at = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const start = Math.max(0, from - at)
      const part = chunk.subarray(start, Math.max(start, from + length - at))
      if (part.length > 0) chunks.push(part)
      at += chunk.length
      if (at > from + length) return { bytes: Buffer.concat(chunks), complete: false }
    }
    return { bytes: Buffer.concat(chunks), complete: true }
  } finally {
    stream.destroy()
  }
}

/**
 * What a gzip file holds, as a stream. It decompresses only as far as it is read, so a small file
 * that holds terabytes costs no more than what is taken of it. Bytes that are missing at the end
 * of `compressed` only end it early; bytes that are wrong fail with zlib's own error.
 */
export function members(compressed: Readable): Readable {
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH })
  const out = new PassThrough()
  // The error is met by whoever reads.
  pipeline(compressed, gunzip, out, () => undefined)
  return out
}
