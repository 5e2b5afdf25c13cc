import type { z } from 'zod'
import type { Contract, HandlerInput, MethodName } from '#shared/ipc/contract.ts'

/** Who calls, under which id, and until when. */
export interface CallContext {
  readonly client: string
  readonly call: string
  /** Aborts when the caller cancels or its window goes away. */
  readonly signal: AbortSignal
}

/** What a handler gives back; the output schema drops what it does not name. */
export type HandlerOutput<M extends MethodName> = z.input<Contract[M]['output']>

export type Handler<M extends MethodName> = (
  input: HandlerInput<M>,
  context: CallContext,
) => HandlerOutput<M> | Promise<HandlerOutput<M>>

/** One handler for every method of the contract: a missing one does not compile. */
export type Handlers = { readonly [M in MethodName]: Handler<M> }

/** The handlers of one area, such as `profiles`. */
export type AreaHandlers<Area extends string> = Pick<
  Handlers,
  Extract<MethodName, `${Area}.${string}`>
>
