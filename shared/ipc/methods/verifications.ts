import { z } from 'zod'
import { ProfileId } from '../../profile.ts'
import { MAX_ITEM_ROWS } from '../../transfer-items.ts'
import { VerificationState, VerifiedItem, VerifyOutcome } from '../../verification.ts'
import { method } from '../method.ts'
import { LocalHandle } from './local.ts'
import { nothing } from './nothing.ts'

const one = z.object({ id: z.string().max(64) })

/** Whose objects are looked at again: those of a finished transfer, or of a receipt in a file. */
export const VerifySubject = z.discriminatedUnion('type', [
  z.object({ type: z.literal('transfer'), id: z.string() }),
  z.object({
    type: z.literal('receipt'),
    file: LocalHandle,
    profileId: ProfileId,
    /** Of rows that name none. */
    bucket: z.string().min(1).max(255),
  }),
])
export type VerifySubject = z.infer<typeof VerifySubject>

/** Receipts held against what the endpoint has now, without a download. */
export const verificationsMethods = {
  'verifications.start': method(z.object({ subject: VerifySubject }), VerificationState),
  /** How far it is, and a window of what was found. */
  'verifications.items': method(
    one
      .extend({
        outcome: VerifyOutcome.optional(),
        from: z.number().int().min(0),
        to: z.number().int().min(0),
      })
      .refine(({ from, to }) => to - from <= MAX_ITEM_ROWS),
    z.object({
      state: VerificationState,
      /** Those with the outcome. */
      total: z.number().int(),
      items: z.array(VerifiedItem),
    }),
  ),
  /** Looks at no more; what was found stays. */
  'verifications.cancel': method(one, nothing),
  /** Writes what was found into a new file of a local folder. */
  'verifications.export': method(
    one.extend({ format: z.enum(['csv', 'json']), folder: LocalHandle }),
    z.object({ path: z.string() }),
  ),
  /** Nothing more is wanted of it. */
  'verifications.close': method(one, nothing),
} as const
