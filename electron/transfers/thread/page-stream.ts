import { Readable } from 'node:stream'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { errorOf, type Reason, reasonOf } from './calls.ts'

/** Bytes that go over at a time: each crossing costs as much as copying some 100 KiB. */
const PIECE = 1024 * 1024

/** What goes to the reader; it asks for each with `more`, or says that it wants no `more`. */
type FromBody = { piece: Uint8Array<ArrayBuffer> } | { end: true } | { reason: Reason }
type FromReader = 'more' | 'stop'

/**
 * Hands a stream to another thread: gives the port to send there. Pieces go over without a copy, one
 * for each that the reader asks for, and a failure goes along as data.
 */
export function portOfStream(body: Readable): MessagePort {
  const { port1: port, port2: handed } = new MessageChannel()
  const chunks: AsyncIterator<Buffer> = body[Symbol.asyncIterator]()
  const tell = (message: FromBody, over: boolean) => {
    port.postMessage(message, 'piece' in message ? [message.piece.buffer] : [])
    if (over) port.close()
  }
  const give = async () => {
    try {
      const piece = await pieceOf(chunks)
      if (piece.length > 0) tell({ piece }, false)
      else tell({ end: true }, true)
    } catch (error) {
      tell({ reason: reasonOf(error) }, true)
    }
  }
  port.on('message', (wish: FromReader) => {
    if (wish === 'more') void give()
    else port.close()
  })
  port.on('close', () => body.destroy())
  return handed
}

/** The stream at the other end of the port. */
export function streamOfPort(port: MessagePort): Readable {
  const stream = new Readable({
    highWaterMark: PIECE,
    read() {
      port.postMessage('more' satisfies FromReader)
    },
    destroy(error, done) {
      port.postMessage('stop' satisfies FromReader)
      port.close()
      done(error)
    },
  })
  port.on('message', (message: FromBody) => {
    if ('piece' in message) stream.push(Buffer.from(message.piece.buffer))
    else if ('end' in message) stream.push(null)
    else stream.destroy(errorOf(message.reason))
  })
  return stream
}

/** The next bytes, {@link PIECE} or a little more, in memory of their own; none at the end. */
async function pieceOf(chunks: AsyncIterator<Buffer>): Promise<Uint8Array<ArrayBuffer>> {
  const gathered: Buffer[] = []
  let length = 0
  while (length < PIECE) {
    const { value, done } = await chunks.next()
    if (done) break
    gathered.push(value)
    length += value.length
  }
  const piece = new Uint8Array(length)
  let at = 0
  for (const chunk of gathered) {
    piece.set(chunk, at)
    at += chunk.length
  }
  return piece
}
