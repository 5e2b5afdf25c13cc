import type { Line } from './line.ts'
import type { LinkShape } from './link-shape.ts'

const PACKET = 1460
/** Bytes that are looked at as one: some packets. */
const SEGMENT = 11 * PACKET
const FIRST_WINDOW = 10 * PACKET
const SMALLEST_WINDOW = 2 * PACKET
const LARGEST_WINDOW = 4 * 1024 * 1024
/** What a retransmission takes at least, in milliseconds. */
const SHORTEST_ROUND = 1

interface Segment {
  readonly bytes: Buffer
  /** Called when the segment is on the line. */
  readonly onSent: (() => void) | undefined
}

/**
 * One direction of one connection, as TCP (Reno) would do it: a window of bytes that are not
 * acknowledged grows until something is lost, then halves. What is lost comes a round trip later, and
 * everything behind it waits.
 */
export class Path {
  readonly #shape: LinkShape
  readonly #line: Line
  readonly #random: () => number
  readonly #deliver: (bytes: Buffer) => void
  readonly #waiting: Segment[] = []
  /** What happens at the other end, in its order: timers of different lengths keep none. */
  readonly #arriving: (() => void)[] = []
  readonly #timers = new Set<NodeJS.Timeout>()
  #inFlight = 0
  #window = FIRST_WINDOW
  /** Above it the window grows by a packet a round trip, below it doubles. */
  #threshold = LARGEST_WINDOW
  #delivered = 0
  #cutUntil = 0

  constructor(
    shape: LinkShape,
    line: Line,
    random: () => number,
    deliver: (bytes: Buffer) => void,
  ) {
    this.#shape = shape
    this.#line = line
    this.#random = random
    this.#deliver = deliver
  }

  /** Sends bytes on their way. @param onSent called when all of them are on the line */
  send(bytes: Buffer, onSent: () => void): void {
    for (let at = 0; at < bytes.length; at += SEGMENT) {
      const isLast = at + SEGMENT >= bytes.length
      // Who sends may use its own buffer again once all is on the line.
      const segment = Buffer.from(bytes.subarray(at, at + SEGMENT))
      this.#waiting.push({ bytes: segment, onSent: isLast ? onSent : undefined })
    }
    this.#pump()
  }

  /** Calls once all that was sent has arrived. */
  whenEmpty(call: () => void): void {
    this.#arrive(call)
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    this.#waiting.length = 0
  }

  #pump(): void {
    while (this.#inFlight === 0 || this.#inFlight < this.#window) {
      const segment = this.#waiting.shift()
      if (!segment) return
      this.#transmit(segment.bytes)
      segment.onSent?.()
    }
  }

  #transmit(bytes: Buffer): void {
    const { delay, jitter, loss } = this.#shape
    const now = performance.now()
    const packets = Math.ceil(bytes.length / PACKET)
    const isLost = this.#line.isFull(now) || this.#random() < 1 - (1 - loss) ** packets
    const round = Math.max(SHORTEST_ROUND, 2 * delay)
    const arrives = this.#line.carry(bytes.length, now) + delay + this.#random() * jitter
    this.#delivered = Math.max(this.#delivered, isLost ? arrives + round : arrives)
    this.#inFlight += bytes.length
    if (isLost) this.#cut(now, round)
    this.#arrive(() => this.#deliver(bytes))
    this.#at(this.#delivered + delay, () => {
      this.#inFlight -= bytes.length
      if (!isLost) this.#grow(bytes.length)
      this.#pump()
    })
  }

  /** Once a round trip. */
  #cut(now: number, round: number): void {
    if (now < this.#cutUntil) return
    this.#cutUntil = now + round
    this.#window = Math.max(SMALLEST_WINDOW, this.#window / 2)
    this.#threshold = this.#window
  }

  #grow(acknowledged: number): void {
    const more =
      this.#window < this.#threshold ? acknowledged : (PACKET * acknowledged) / this.#window
    this.#window = Math.min(LARGEST_WINDOW, this.#window + more)
  }

  #arrive(call: () => void): void {
    this.#arriving.push(call)
    this.#at(this.#delivered, () => this.#arriving.shift()?.())
  }

  #at(time: number, call: () => void): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer)
        call()
      },
      Math.max(0, time - performance.now()),
    )
    this.#timers.add(timer)
  }
}
