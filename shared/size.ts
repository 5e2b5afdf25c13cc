import { z } from 'zod'
import { Failure } from './errors.ts'
import { ProfileId } from './profile.ts'
import { Selection } from './transfer.ts'

/** What to measure: whole buckets, or what is selected in one of them. */
export const SizeTarget = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('buckets'),
    profileId: ProfileId,
    buckets: z.array(z.string().min(1).max(255)).min(1).max(10_000),
  }),
  z.object({
    type: z.literal('objects'),
    profileId: ProfileId,
    bucket: z.string().min(1).max(255),
    selection: Selection,
  }),
])
export type SizeTarget = z.infer<typeof SizeTarget>

/** An object that stands out among those that were counted. */
export const NotableObject = z.object({
  bucket: z.string(),
  key: z.string(),
  size: z.number(),
  modified: z.number(),
})
export type NotableObject = z.infer<typeof NotableObject>

/**
 * How much there is. Only current versions count: older ones and delete markers are not listed.
 *
 *   waiting ──▶ counting ──▶ complete
 *                 │  ▲  └──▶ failed    what was counted until then stays
 *               stop go on
 *                 ▼  │
 *               stopped
 */
export const SizeReport = z.object({
  id: z.string(),
  status: z.enum(['waiting', 'counting', 'stopped', 'complete', 'failed']),
  objects: z.number().int(),
  bytes: z.number(),
  /** Most bytes first. */
  classes: z.array(
    z.object({ storageClass: z.string(), objects: z.number().int(), bytes: z.number() }),
  ),
  /** The largest, largest first; at most five. */
  largest: z.array(NotableObject),
  newest: NotableObject.optional(),
  oldest: NotableObject.optional(),
  requests: z.number().int(),
  /** A key that was counted lately, to show that it goes on. */
  current: z.string().optional(),
  /** When it ended. Milliseconds since the Unix epoch. */
  finished: z.number().optional(),
  /** Why it could not go on; for several buckets why those were left out. */
  failures: z.array(Failure),
})
export type SizeReport = z.infer<typeof SizeReport>
