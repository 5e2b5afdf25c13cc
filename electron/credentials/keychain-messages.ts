import { z } from 'zod'

/** One keytar call, asked of the process that makes it. */
export const KeychainRequest = z.discriminatedUnion('verb', [
  z.object({ id: z.number(), verb: z.literal('get'), account: z.string() }),
  z.object({ id: z.number(), verb: z.literal('set'), account: z.string(), secret: z.string() }),
  z.object({ id: z.number(), verb: z.literal('delete'), account: z.string() }),
])
export type KeychainRequest = z.infer<typeof KeychainRequest>

/** Its answer. `no-module`: keytar or the system library below it could not be loaded. */
export const KeychainReply = z.discriminatedUnion('result', [
  z.object({ id: z.number(), result: z.literal('done'), secret: z.string().optional() }),
  z.object({ id: z.number(), result: z.literal('failed'), said: z.string() }),
  z.object({ id: z.number(), result: z.literal('no-module'), said: z.string() }),
])
export type KeychainReply = z.infer<typeof KeychainReply>
