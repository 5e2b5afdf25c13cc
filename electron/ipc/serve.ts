import { z } from 'zod'
import { AppError, type Failure } from '#shared/errors.ts'
import { contract, type MethodName } from '#shared/ipc/contract.ts'
import { Call, type Reply } from '#shared/ipc/method.ts'
import { defectText } from './defect-text.ts'
import type { CallContext, Handlers } from './handler.ts'

/** A handler whose input was parsed by its own method's schema. */
type AnyHandler = (input: unknown, context: CallContext) => unknown

export interface ServerOptions {
  readonly handlers: Handlers
  /** Takes one redacted line for each defect; the window only learns that there was one. */
  readonly log: (line: string) => void
}

/**
 * The one place where calls come in: validates, dispatches, cancels, and turns every throw into a
 * failure. Nothing ever throws out of it.
 */
export class Server {
  readonly #handlers: Handlers
  readonly #log: (line: string) => void
  /** The calls under way, by client and then by the id that the client gave them. */
  readonly #running = new Map<string, Map<string, AbortController>>()

  constructor({ handlers, log }: ServerOptions) {
    this.#handlers = handlers
    this.#log = log
  }

  /** Answers one call of a client. `envelope` is whatever came over the wire. */
  async call(client: string, envelope: unknown): Promise<Reply> {
    const parsed = Call.safeParse(envelope)
    if (!parsed.success) return refuse(invalid('The call', parsed.error))
    const { id, method, input } = parsed.data
    if (!isMethod(method)) return refuse(unknownMethod())
    const calls = this.#running.get(client) ?? new Map<string, AbortController>()
    if (calls.has(id)) return refuse(idInUse())
    const controller = new AbortController()
    this.#running.set(client, calls.set(id, controller))
    try {
      return await this.#answer(method, input, { client, call: id, signal: controller.signal })
    } finally {
      calls.delete(id)
      if (calls.size === 0 && this.#running.get(client) === calls) this.#running.delete(client)
    }
  }

  /** Aborts a call, which then answers `canceled`; an unknown id is none of our business. */
  cancel(client: string, id: string): void {
    this.#running.get(client)?.get(id)?.abort()
  }

  /** Aborts everything a client still waits for: its window is gone. */
  leave(client: string): void {
    for (const controller of this.#running.get(client)?.values() ?? []) controller.abort()
    this.#running.delete(client)
  }

  async #answer(method: MethodName, input: unknown, context: CallContext): Promise<Reply> {
    try {
      const checked = contract[method].input.safeParse(input)
      if (!checked.success) return refuse(invalid(method, checked.error))
      const handler = this.#handlers[method] as AnyHandler
      const work = Promise.resolve().then(() => handler(checked.data, context))
      const value = await unlessAborted(work, context.signal)
      const output = contract[method].output.safeParse(value)
      if (output.success) return { ok: true, value: output.data }
      throw new TypeError(`${method} gave what it must not: ${z.prettifyError(output.error)}`)
    } catch (error) {
      if (context.signal.aborted) return refuse(canceled())
      const known = error instanceof AppError ? error.failure : undefined
      if (known && known.code !== 'internal') return refuse(known)
      this.#log(`${method} failed: ${defectText(error, input)}`)
      return refuse(known ?? internal())
    }
  }
}

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(contract, name)
}

/** A caller that canceled is answered at once, also when the work takes its time to stop. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>()
  const stop = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function refuse(failure: Failure): Reply {
  return { ok: false, failure }
}

function invalid(what: string, error: z.ZodError): Failure {
  const issue = error.issues[0]
  const field = issue?.path.map(String).join('.').slice(0, 200) || 'input'
  const problem = (issue?.message ?? 'not valid').replace(/\.$/, '')
  return new AppError({
    code: 'invalid',
    message: `${what} was refused because of ${field}: ${problem}.`,
    remedy: 'Correct it and try again.',
  }).failure
}

function unknownMethod(): Failure {
  return new AppError({
    code: 'invalid',
    message: 'This window asked for something that this version of Pail does not know.',
    remedy: 'Reload the window.',
  }).failure
}

function idInUse(): Failure {
  return new AppError({
    code: 'invalid',
    message: 'A call with this id is under way already.',
    remedy: 'Reload the window.',
  }).failure
}

function canceled(): Failure {
  return new AppError({
    code: 'canceled',
    message: 'This was canceled.',
    remedy: 'Start it again if it is still wanted.',
  }).failure
}

function internal(): Failure {
  return new AppError({
    code: 'internal',
    message: 'Something went wrong inside Pail.',
    remedy: 'Try again; if it happens again, report it with what you did.',
  }).failure
}
