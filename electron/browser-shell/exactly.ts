import { type Readable, Transform } from 'node:stream'
import { AppError } from '#shared/errors.ts'

/**
 * Passes on a body that must have exactly `size` bytes. More or fewer, or a connection that ends
 * early, is an error of the stream: nothing half is ever taken for the whole.
 *
 * @param cut tells why the connection ended early.
 * @throws AppError `source-changed`, or what `cut` says, as the stream's error.
 */
export function exactly(
  size: number,
  path: string,
  body: Readable,
  cut: () => Promise<AppError>,
): Readable {
  let seen = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      if (seen > size) done(changed(path, `grew past its ${size} bytes`))
      else done(null, chunk)
    },
    flush(done) {
      done(seen < size ? changed(path, `ended after ${seen} of ${size} bytes`) : null)
    },
  })
  let ended = false
  const end = () => {
    if (ended || body.readableEnded) return
    ended = true
    void cut().then(error => counted.destroy(error))
  }
  body.once('error', end)
  body.once('close', end)
  // Whoever reads has a listener of its own; before that an error must not end the process.
  counted.on('error', () => body.unpipe(counted))
  // What nobody reads any more must not hold the connection.
  counted.once('close', () => body.destroy())
  return body.pipe(counted)
}

function changed(path: string, how: string): AppError {
  return new AppError({
    code: 'source-changed',
    message: `The file "${path}" ${how} while it was read.`,
    remedy: 'Leave the file as it is until it is uploaded, and drop it again.',
    subject: { path },
  })
}
