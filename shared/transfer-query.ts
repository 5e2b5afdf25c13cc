import { z } from 'zod'
import { TransferKind } from './transfer.ts'
import { ItemState } from './transfer-items.ts'

/** Which transfers are asked for; times in milliseconds since the Unix epoch. */
export const TransferQuery = z.object({
  /** Part of the label, the place or the local folder, whatever its case. */
  text: z.string().max(1024).default(''),
  kind: TransferKind.optional(),
  status: z
    .enum(['queued', 'running', 'waiting', 'paused', 'done', 'failed', 'canceled'])
    .optional(),
  /** Started at this time or later. */
  since: z.number().optional(),
  /** Started before this time. */
  until: z.number().optional(),
})
export type TransferQuery = z.infer<typeof TransferQuery>

/** All of them. */
export const ANY_TRANSFER: TransferQuery = { text: '' }

/** What is written to a file for other programs: the items of one transfer, a receipt of it, or the transfers. */
export const Export = z.object({
  of: z.discriminatedUnion('type', [
    z.object({ type: z.literal('items'), id: z.string(), state: ItemState.optional() }),
    /** What was moved, with ETags, checksums and how each was verified. */
    z.object({ type: z.literal('receipt'), id: z.string() }),
    z.object({ type: z.literal('transfers'), query: TransferQuery }),
  ]),
  format: z.enum(['csv', 'json']),
})
export type Export = z.infer<typeof Export>
