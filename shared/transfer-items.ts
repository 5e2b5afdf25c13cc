import { z } from 'zod'
import { Failure, FailureCode } from './errors.ts'

/** How one item of a transfer stands. */
export const ItemState = z.enum(['waiting', 'moving', 'done', 'skipped', 'failed'])
export type ItemState = z.infer<typeof ItemState>

/** One item of a started job, as a window shows it. Sizes in bytes. */
export const TransferItem = z.object({
  /** Names it within its job. */
  number: z.number().int(),
  name: z.string(),
  state: ItemState,
  size: z.number(),
  /** Of an item that is being moved. */
  bytesDone: z.number().optional(),
  /** Why it was skipped, or the other name it got. */
  note: z.string().optional(),
  failure: Failure.optional(),
})
export type TransferItem = z.infer<typeof TransferItem>

/** Failed items with one code and one remedy have one cause. */
export const FailureCause = z.object({ code: FailureCode, remedy: z.string().max(2000) })
export type FailureCause = z.infer<typeof FailureCause>

/** Which items of a job are asked for. */
export const ItemQuery = z.object({
  state: ItemState.optional(),
  /** Part of the name, whatever its case. */
  text: z.string().max(1024).default(''),
  cause: FailureCause.optional(),
})
export type ItemQuery = z.infer<typeof ItemQuery>

/** Rows of items that one request may have. */
export const MAX_ITEM_ROWS = 200

/** All failed items of a job that failed for one cause. */
export const CauseGroup = FailureCause.extend({
  items: z.number().int(),
  /** The first of them, with its own words. */
  first: z.object({ name: z.string(), failure: Failure }),
})
export type CauseGroup = z.infer<typeof CauseGroup>

/** How many items of a job stand how. */
export const ItemTally = z.record(ItemState, z.number().int())
export type ItemTally = z.infer<typeof ItemTally>

/** One item of a job, or all that failed for one cause. */
export const ItemChoice = z.discriminatedUnion('type', [
  z.object({ type: z.literal('item'), number: z.number().int().min(0) }),
  z.object({ type: z.literal('cause'), cause: FailureCause }),
])
export type ItemChoice = z.infer<typeof ItemChoice>
