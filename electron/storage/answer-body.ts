import type { Readable } from 'node:stream'
import { TIMEOUTS } from './connection-options.ts'
import { NotAnS3Answer } from './not-an-s3-answer.ts'
import { requestScope } from './request-scope.ts'
import { timeout } from './timeout.ts'
import { Watchdog } from './watchdog.ts'

/** A page of 1,000 keys of 1,024 bytes, each byte encoded, is below 10 MB. */
const MOST_BYTES = 32 * 1024 * 1024
/** Bodies up to so many bytes are read from memory that is kept. */
const MOST_SCRATCH = 2 * 1024 * 1024

/** The body of an answer as it came. */
export interface AnswerBody {
  readonly chunks: readonly Buffer[]
  /** Bytes of all chunks. */
  readonly length: number
}

/**
 * Reads an answer to its end, bounded in size and time.
 *
 * @throws NotAnS3Answer when it does not end; ETIMEDOUT when nothing more comes
 */
export async function readWhole(body: Readable, status: number): Promise<AnswerBody> {
  const { idleTimeout: idle = TIMEOUTS.idle } = requestScope()
  const late = () => body.destroy(timeout('finish its answer', idle))
  const dog = new Watchdog({ idle, slow: TIMEOUTS.slow }, late)
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      dog.moved(chunk.length)
      chunks.push(chunk)
      length += chunk.length
      if (length > MOST_BYTES) throw new NotAnS3Answer('The answer does not end', status)
    }
  } finally {
    dog.stop()
  }
  return { chunks, length }
}

let scratch = Buffer.alloc(0)

/** For who is done with the bytes in this turn: fresh memory for each page takes longer than all else. */
export function inScratch({ chunks, length }: AnswerBody): Buffer {
  if (length > MOST_SCRATCH) return Buffer.concat(chunks, length)
  if (length > scratch.length) scratch = Buffer.allocUnsafeSlow(length * 2)
  let at = 0
  for (const chunk of chunks) at += chunk.copy(scratch, at)
  return scratch.subarray(0, length)
}
