import { z } from 'zod'

/** Which side is made like the other: `up` the context like the folder, `down` the folder like the context. */
export const MirrorDirection = z.enum(['up', 'down'])
export type MirrorDirection = z.infer<typeof MirrorDirection>

/** How two files of one name are told apart: by size and time, or by their bytes. */
export const MirrorCompare = z.enum(['time', 'checksum'])
export type MirrorCompare = z.infer<typeof MirrorCompare>

/**
 * What a comparison finds of a name. `extra`: only in the target. `left-out`: nothing is done with
 * it on either side, for a reason that is told (a link, unreadable, archived, a name that cannot be).
 */
export const MirrorClass = z.enum(['new', 'changed', 'same', 'extra', 'left-out'])
export type MirrorClass = z.infer<typeof MirrorClass>

/** One side of a compared name: bytes, and milliseconds since the Unix epoch. */
export const MirrorSide = z.object({ size: z.number(), modified: z.number() })
export type MirrorSide = z.infer<typeof MirrorSide>

/** One compared name, as a window shows it. */
export const MirrorRow = z.object({
  /** Names it within its plan. */
  number: z.number().int(),
  /** Below the folder and the context; a folder ends with `/`. */
  name: z.string(),
  class: MirrorClass,
  /** Why it has this class, in one sentence. */
  reason: z.string(),
  local: MirrorSide.optional(),
  object: MirrorSide.optional(),
  /** Whether the user took it out of what will be done. */
  excluded: z.boolean(),
})
export type MirrorRow = z.infer<typeof MirrorRow>

/** How many names of one class there are; `bytes` are those that would be moved or deleted. */
export const MirrorTally = z.object({
  items: z.number().int(),
  bytes: z.number(),
  /** Of these, what the user took out. */
  excludedItems: z.number().int(),
  excludedBytes: z.number(),
})
export type MirrorTally = z.infer<typeof MirrorTally>

/** A comparison that is done: nothing was changed yet. Its rows are asked for a window at a time. */
export const MirrorPlan = z.object({
  id: z.string(),
  direction: MirrorDirection,
  /** Changes when a row is taken out or in again. */
  version: z.number().int(),
  tallies: z.record(MirrorClass, MirrorTally),
  /** Of what changed: how many in the target are newer than what would replace them. */
  replacesNewer: z.number().int(),
  /** There is no file at all in the source. */
  sourceEmpty: z.boolean(),
})
export type MirrorPlan = z.infer<typeof MirrorPlan>

/** One row, or all of a class. */
export const MirrorChoice = z.discriminatedUnion('type', [
  z.object({ type: z.literal('row'), number: z.number().int().min(0) }),
  z.object({ type: z.literal('class'), class: MirrorClass }),
])
export type MirrorChoice = z.infer<typeof MirrorChoice>

/** Rows that one request may have. */
export const MAX_MIRROR_ROWS = 500
