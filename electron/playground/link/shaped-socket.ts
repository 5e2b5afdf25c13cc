import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { Line } from './line.ts'
import type { LinkShape } from './link-shape.ts'
import { Path } from './path.ts'
import type { Counted } from './traffic.ts'

interface SharedLine {
  readonly shape: LinkShape
  readonly up: Line
  readonly down: Line
  readonly random: () => number
}

/** Lets all connections of a server go over one line of this shape. Before it listens. */
export function shapeConnections(server: Server, shape: LinkShape): void {
  const { rate } = shape
  const shared = { shape, up: new Line(rate), down: new Line(rate), random: seededRandom() }
  const listeners = server.listeners('connection')
  server.removeAllListeners('connection')
  // An HTTP server takes any stream for a connection.
  server.on('connection', (socket: Socket) => {
    const shaped = new ShapedSocket(socket, shared)
    for (const listener of listeners) listener.call(server, shaped)
  })
}

/** A socket at the far end of a line. */
class ShapedSocket extends Duplex implements Counted {
  /** What has arrived at this end. */
  bytesRead = 0
  readonly #socket: Socket
  readonly #up: Path
  readonly #down: Path

  constructor(socket: Socket, { shape, up, down, random }: SharedLine) {
    super()
    this.#socket = socket
    this.#up = new Path(shape, up, random, bytes => {
      this.bytesRead += bytes.length
      this.push(bytes)
    })
    this.#down = new Path(shape, down, random, bytes => socket.write(bytes))
    socket.setNoDelay()
    socket.on('data', (bytes: Buffer) => {
      socket.pause()
      this.#up.send(bytes, () => socket.resume())
    })
    socket.on('end', () => this.#up.whenEmpty(() => this.push(null)))
    socket.on('error', error => this.destroy(error))
    socket.on('close', () => this.destroy())
  }

  /** What has arrived at the other end. */
  get bytesWritten(): number {
    return this.#socket.bytesWritten
  }

  override _read(): void {
    // What arrives is given on as it arrives: the line is what keeps back.
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#down.send(bytes, done)
  }

  override _final(done: () => void): void {
    this.#down.whenEmpty(() => this.#socket.end(done))
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#up.close()
    this.#down.close()
    this.#socket.destroy()
    done(error)
  }
}

/** The same losses in every run: a linear congruential generator (Park and Miller). */
function seededRandom(): () => number {
  let state = 20_261
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
