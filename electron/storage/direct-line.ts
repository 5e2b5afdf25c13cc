import type { OnReadOpts, Socket } from 'node:net'
import { type PlainHead, plainHead } from './answer-head.ts'
import { DirectBody, type LineReader } from './direct-body.ts'
import { ReadBlocks } from './read-blocks.ts'
import { ReplayedSocket } from './replayed-socket.ts'

/** What an answer turned out to be. */
export type LineAnswer =
  | { readonly head: PlainHead; readonly body: DirectBody }
  /** One that Node has to read, from its first byte. */
  | { readonly replayed: ReplayedSocket }

/**
 * A connection over which one object after the other is read, without Node's HTTP client in between:
 * that copies every byte once more and takes as long for it as the system does for all of the rest.
 */
export class DirectLine {
  readonly blocks = new ReadBlocks()
  readonly #socket: Socket
  readonly #onFree: (line: DirectLine) => void
  #reader: LineReader | undefined
  #failure: Error | undefined

  /** @param onFree called whenever it may be asked again */
  constructor(connect: (onread: OnReadOpts) => Socket, onFree: (line: DirectLine) => void) {
    this.#onFree = onFree
    this.#socket = connect({
      buffer: () => this.blocks.room,
      callback: bytes => this.#came(bytes),
    })
    this.#socket.once('error', error => {
      this.#failure ??= error
    })
    this.#socket.once('close', () => this.#reader?.ended(this.#failure ?? hungUp()))
  }

  get socket(): Socket {
    return this.#socket
  }

  /**
   * Sends a request. Only one at a time.
   *
   * @param text its head; it has no body
   */
  ask(text: string): Promise<LineAnswer> {
    return new Promise((resolve, reject) => {
      this.#reader = {
        came: () => {
          const { waiting, isFull } = this.blocks
          const found = plainHead(waiting)
          if (found === 'incomplete' && !isFull) return true
          const answer = typeof found === 'object' ? this.#plain(found) : this.#replayed()
          resolve(answer)
          return this.#reader?.came() ?? true
        },
        ended: reject,
      }
      this.#socket.write(text, 'latin1')
    })
  }

  /** Lets more bytes come. */
  resume(): void {
    this.#socket.resume()
  }

  destroy(error?: Error): void {
    this.#failure ??= error
    this.#socket.destroy()
  }

  #came(bytes: number): boolean {
    this.blocks.came(bytes)
    if (this.#reader) return this.#reader.came()
    // Nobody has asked for anything.
    this.blocks.clear()
    this.destroy()
    return false
  }

  #plain(head: PlainHead): LineAnswer {
    this.blocks.skip(head.length)
    const body = new DirectBody(this, head.bodyLength, isClean => {
      this.#reader = undefined
      if (!isClean || !head.staysOpen || this.#socket.destroyed) return this.destroy()
      // Over TLS, the end of a body may come after the reading was stopped.
      this.resume()
      this.#onFree(this)
    })
    this.#reader = body.reader
    return { head, body }
  }

  #replayed(): LineAnswer {
    const replayed = new ReplayedSocket(this.#socket, Buffer.from(this.blocks.take()))
    const came = () => {
      const bytes = this.blocks.take()
      const more = bytes.length === 0 || replayed.came(bytes)
      this.blocks.giveBack(bytes)
      return more
    }
    this.#reader = { came, ended: () => 'it has heard of that itself' }
    return { replayed }
  }
}

function hungUp(): Error {
  return Object.assign(new Error('The server closed the connection'), { code: 'ECONNRESET' })
}
