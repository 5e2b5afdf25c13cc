import { z } from 'zod'
import { Failure } from './errors.ts'

/** What became of an object since a receipt of it was written. `unknown`: nothing can tell. */
export const VerifyOutcome = z.enum(['same', 'changed', 'gone', 'unknown'])
export type VerifyOutcome = z.infer<typeof VerifyOutcome>

/** One object of a receipt that was looked at again. */
export const VerifiedItem = z.object({
  name: z.string(),
  bucket: z.string(),
  key: z.string(),
  outcome: VerifyOutcome,
  /** How it was found out, in one sentence. */
  reason: z.string(),
})
export type VerifiedItem = z.infer<typeof VerifiedItem>

/**
 * How far the objects of a receipt are looked at.
 *
 *   running ──▶ complete
 *      │ └────▶ failed      it could not go on; what was found until then stays
 *      └──────▶ canceled
 */
export const VerificationState = z.object({
  id: z.string(),
  status: z.enum(['running', 'complete', 'failed', 'canceled']),
  /** Objects of the receipt. */
  total: z.number().int(),
  counts: z.record(VerifyOutcome, z.number().int()),
  /** Why it could not go on. */
  failure: Failure.optional(),
})
export type VerificationState = z.infer<typeof VerificationState>
