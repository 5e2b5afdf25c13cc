import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

/**
 * A connection as it was before anybody read from it, for Node's HTTP client: begins with the bytes
 * that came already, and lets the request go nowhere, since it was sent before.
 */
export class ReplayedSocket extends Duplex {
  readonly #socket: Socket

  /** @param came what was read of the answer so far; it has to stay as it is */
  constructor(socket: Socket, came: Buffer) {
    super({ allowHalfOpen: false })
    this.#socket = socket
    this.push(came)
    socket.once('error', error => this.destroy(error))
    let isWhole = false
    socket.once('end', () => {
      isWhole = true
      this.push(null)
    })
    // What came before the end may not have been read yet.
    socket.once('close', () => isWhole || this.destroy())
  }

  /** More came. @returns whether it may go on */
  came(bytes: Buffer): boolean {
    return this.push(Buffer.from(bytes))
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(_chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    done()
  }

  /** The answer was read to its end: Node's client uses such a connection only once. */
  override _final(done: () => void): void {
    this.#socket.destroy()
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy()
    done(error)
  }
}
