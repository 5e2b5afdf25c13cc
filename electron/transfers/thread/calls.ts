import { AppError, Failure } from '#shared/errors.ts'

/** One end of a channel between two threads. */
export interface Port {
  postMessage(message: unknown, transfer?: readonly unknown[]): void
  on(event: 'message', listener: (message: Message) => void): unknown
}

/** What can be asked of the other thread. Everything in and out is copied, so only data may be. */
export type Answers = Readonly<
  Record<string, (input: never, signal: AbortSignal) => unknown | Promise<unknown>>
>

/** An answer of which something goes over, rather than be copied. */
export class HandOver<T> {
  readonly value: T
  readonly transfer: readonly unknown[]

  constructor(value: T, transfer: readonly unknown[]) {
    this.value = value
    this.transfer = transfer
  }
}

type Unwrapped<T> = T extends HandOver<infer Value> ? Value : T

type Message =
  | { type: 'call'; id: number; name: string; input: unknown }
  | { type: 'cancel'; id: number }
  | { type: 'answer'; id: number; ok: true; value: unknown }
  | { type: 'answer'; id: number; ok: false; reason: Reason }

/** Why a call failed, as data: an AppError loses its class on the way. */
export type Reason =
  | { type: 'failure'; failure: Failure }
  | { type: 'defect'; message: string; stack: string }

/** Calls between two threads, both ways: each end answers what the other asks. */
export class Calls<Asked extends Answers> {
  readonly #port: Port
  readonly #answers: Answers
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>()
  readonly #running = new Map<number, AbortController>()
  #next = 0
  #ended: Error | undefined

  constructor(port: Port, answers: Answers) {
    this.#port = port
    this.#answers = answers
    port.on('message', message => this.#receive(message))
  }

  async ask<Name extends keyof Asked & string>(
    name: Name,
    input: Parameters<Asked[Name]>[0],
    signal?: AbortSignal,
  ): Promise<Unwrapped<Awaited<ReturnType<Asked[Name]>>>> {
    signal?.throwIfAborted()
    if (this.#ended) throw this.#ended
    const id = this.#next++
    const waiting = Promise.withResolvers<unknown>()
    this.#waiting.set(id, waiting)
    const cancel = () => this.#port.postMessage({ type: 'cancel', id })
    signal?.addEventListener('abort', cancel, { once: true })
    try {
      this.#port.postMessage({ type: 'call', id, name, input })
      return (await waiting.promise) as Unwrapped<Awaited<ReturnType<Asked[Name]>>>
    } catch (error) {
      throw signal?.aborted ? signal.reason : error
    } finally {
      signal?.removeEventListener('abort', cancel)
      this.#waiting.delete(id)
    }
  }

  /** The other thread is gone: nothing will be answered any more. */
  end(reason: Error): void {
    this.#ended = reason
    for (const { reject } of this.#waiting.values()) reject(reason)
  }

  #receive(message: Message): void {
    switch (message.type) {
      case 'call':
        void this.#answer(message)
        return
      case 'cancel':
        this.#running.get(message.id)?.abort()
        return
      case 'answer': {
        const waiting = this.#waiting.get(message.id)
        if (message.ok) waiting?.resolve(message.value)
        else waiting?.reject(errorOf(message.reason))
        return
      }
      default:
        message satisfies never
    }
  }

  async #answer({ id, name, input }: Message & { type: 'call' }): Promise<void> {
    const controller = new AbortController()
    this.#running.set(id, controller)
    try {
      const answer = this.#answers[name]
      if (!answer) throw new Error(`Nobody answers ${name}.`)
      const value = await answer(input as never, controller.signal)
      if (value instanceof HandOver) {
        this.#port.postMessage({ type: 'answer', id, ok: true, value: value.value }, value.transfer)
      } else this.#port.postMessage({ type: 'answer', id, ok: true, value })
    } catch (error) {
      this.#port.postMessage({ type: 'answer', id, ok: false, reason: reasonOf(error) })
    } finally {
      this.#running.delete(id)
    }
  }
}

export function reasonOf(error: unknown): Reason {
  if (error instanceof AppError) return { type: 'failure', failure: error.failure }
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
  return { type: 'defect', message, stack }
}

export function errorOf(reason: Reason): Error {
  if (reason.type === 'failure') return new AppError(Failure.parse(reason.failure))
  return Object.assign(new Error(reason.message), { stack: reason.stack })
}
