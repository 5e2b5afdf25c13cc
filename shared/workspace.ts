import { z } from 'zod'
import { Location } from './location.ts'
import { ProfileId } from './profile.ts'

/** A place as it is remembered between starts: where, never with which key. */
export const SavedPlace = z.discriminatedUnion('type', [
  z.object({ type: z.literal('profile'), profileId: ProfileId }),
  z.object({ type: z.literal('folder'), location: Location }),
])
export type SavedPlace = z.infer<typeof SavedPlace>

export const SavedTab = z.object({
  panes: z.array(SavedPlace).min(1).max(2),
  /** Which of the panes has the attention. */
  active: z.union([z.literal(0), z.literal(1)]),
  /** The share of the width that the first of two panes has. */
  split: z.number().min(0).max(1),
})
export type SavedTab = z.infer<typeof SavedTab>

/** The tabs that were open; `active` is the index of the one in front. */
export const SavedWorkspace = z.object({
  tabs: z.array(SavedTab).max(200),
  active: z.number().int().min(0),
})
export type SavedWorkspace = z.infer<typeof SavedWorkspace>

export const NOTHING_SAVED: SavedWorkspace = { tabs: [], active: 0 }
