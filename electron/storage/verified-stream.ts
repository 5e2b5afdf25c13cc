import { pipeline, type Readable, Transform } from 'node:stream'
import { AppError } from '#shared/errors.ts'
import { startChecksum, wholeChecksum } from './checksum.ts'
import type { ReadResult } from './read.ts'

/**
 * The bytes of a whole object, failing before their end with `corrupted` when they are not what the
 * server's checksum says. Without a checksum of the whole object they pass as they are.
 */
export function verified(key: string, { stream, checksum, checksumType }: ReadResult): Readable {
  const expected = wholeChecksum(checksum ? [checksum] : [], checksumType)
  if (!expected) return stream
  const sum = startChecksum(expected.algorithm)
  const checked = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum.update(chunk)
      done(undefined, chunk)
    },
    flush(done) {
      done(sum.value() === expected.value ? undefined : corrupted(key, expected.algorithm))
    },
  })
  // Whoever reads gets the error from the stream itself.
  pipeline(stream, checked, () => undefined)
  return checked
}

function corrupted(key: string, algorithm: string): AppError {
  return new AppError({
    code: 'corrupted',
    message: `“${key}” did not arrive as the server has it: its ${algorithm} is another.`,
    remedy: 'Try again; if it happens again, the connection or the server changes the bytes.',
    subject: { key },
  })
}
