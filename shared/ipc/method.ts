import { z } from 'zod'
import { Failure } from '../errors.ts'

/** One callable method: what goes in, and the list of what may leave the main process. */
export interface Method<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input
  readonly output: Output
}

export function method<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Method<Input, Output> {
  return { input, output }
}

/** What a call sends: `id` is the caller's own, so that it can cancel. */
export const Call = z.object({
  id: z.string().min(1).max(64),
  method: z.string().max(64),
  input: z.unknown(),
})
export type Call = z.infer<typeof Call>

/** What a call gets: failures are data, never a thrown error. */
export const Reply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), failure: Failure }),
])
export type Reply = z.infer<typeof Reply>

/** What a topic carries: always its whole value, so that a missed one does not matter. */
export const Announcement = z.object({ topic: z.string(), value: z.unknown() })
export type Announcement = z.infer<typeof Announcement>
