import { z } from 'zod'
import { Failure } from './errors.ts'
import { ProfileId } from './profile.ts'
import { NotKept } from './s3.ts'

/** The largest object, in bytes, that is fetched to be opened in another program. */
export const MAX_EXTERNAL_BYTES = 2 * 1024 * 1024 * 1024

/** An object, as the rows of a listing name it. */
export const ExternalObject = z.object({
  profileId: ProfileId,
  bucket: z.string().min(1).max(255),
  key: z.string().min(1).max(1024),
  /** Only this version. */
  etag: z.string().min(1).max(256).optional(),
})
export type ExternalObject = z.infer<typeof ExternalObject>

/** How the file that a program has open relates to its object. */
export const EditState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('unchanged') }),
  z.object({ status: z.literal('saving') }),
  z.object({
    status: z.literal('saved'),
    /** Milliseconds since the Unix epoch. */
    at: z.number(),
    /** What the object had, or may have had, and has no more. */
    notKept: z.array(NotKept),
  }),
  /** Somebody else changed the object, or deleted it; nothing was stored. */
  z.object({ status: z.literal('conflict'), gone: z.boolean() }),
  z.object({ status: z.literal('failed'), failure: Failure }),
  /** Pail ended before this was stored; it was found at the next start. */
  z.object({ status: z.literal('found') }),
])
export type EditState = z.infer<typeof EditState>

/** An object that is open in another program, and stored again whenever that one saves. */
export const OpenEdit = z.object({
  id: z.uuid(),
  profileId: ProfileId,
  bucket: z.string(),
  key: z.string(),
  /** Opened with a read-only profile: to look at, not to change. */
  readOnly: z.boolean(),
  state: EditState,
})
export type OpenEdit = z.infer<typeof OpenEdit>

/** Where what was saved goes: over the version it came from, over whatever is there, or beside it. */
export const EditTarget = z.enum(['same', 'whatever-is-there', 'copy'])
export type EditTarget = z.infer<typeof EditTarget>
