import { DecoderReply, type DecoderRequest } from './decoder-messages.ts'
import type { DecoderProcess } from './decoder-process.ts'

/** Milliseconds that one picture may take before its process is given up. */
const PATIENCE = 15_000
/** Milliseconds after the last picture until the process is let go. */
const IDLE = 30_000

/** What became of a picture: a WebP; none to be had; or the decoder died of it, or is not there. */
export type Decoded = Uint8Array | 'no-picture' | 'no-answer'

/** A picture to decode, without its number. */
export type DecoderAsk = Omit<DecoderRequest, 'id'>

/**
 * Has pictures made small in a process of its own, one after the other: starts it when needed,
 * kills it when it does not answer, and lets it go when nothing was asked for a while.
 */
export class Decoder {
  readonly #start: () => DecoderProcess
  #running: DecoderProcess | undefined
  /** Without a reply: there will be none. */
  #settle: ((reply?: DecoderReply) => void) | undefined
  #before: Promise<unknown> = Promise.resolve()
  #idle: NodeJS.Timeout | undefined
  #id = 0

  constructor(start: () => DecoderProcess) {
    this.#start = start
  }

  decode(ask: DecoderAsk, signal: AbortSignal): Promise<Decoded> {
    const turn = this.#before.then(() => {
      // Whoever scrolled on while waiting costs nothing.
      signal.throwIfAborted()
      return this.#ask(ask)
    })
    this.#before = turn.catch(() => undefined)
    return turn
  }

  /** Ends the process; the next picture starts another. */
  close(): void {
    clearTimeout(this.#idle)
    const running = this.#running
    this.#running = undefined
    running?.kill()
  }

  #ask(ask: DecoderAsk): Promise<Decoded> {
    clearTimeout(this.#idle)
    const id = ++this.#id
    return new Promise(resolve => {
      const timer = setTimeout(() => {
        this.close()
        this.#settle?.()
      }, PATIENCE)
      this.#settle = reply => {
        if (reply && reply.id !== id) return
        clearTimeout(timer)
        this.#settle = undefined
        this.#idle = setTimeout(() => this.close(), IDLE).unref()
        resolve(outcomeOf(reply))
      }
      this.#process().send({ ...ask, id })
    })
  }

  #process(): DecoderProcess {
    if (this.#running) return this.#running
    const started = this.#start()
    started.onReply(reply => this.#settle?.(DecoderReply.parse(reply)))
    started.onExit(() => {
      if (this.#running !== started) return
      this.#running = undefined
      this.#settle?.()
    })
    this.#running = started
    return started
  }
}

function outcomeOf(reply: DecoderReply | undefined): Decoded {
  if (reply?.result === 'done') return reply.bytes
  return reply?.result === 'failed' ? 'no-picture' : 'no-answer'
}
