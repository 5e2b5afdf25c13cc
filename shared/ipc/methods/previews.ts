import { z } from 'zod'
import { MAX_EDITED_BYTES, MAX_PREVIEW_PART, Preview } from '../../preview.ts'
import { ProfileId } from '../../profile.ts'
import { NotKept } from '../../s3.ts'
import { method } from '../method.ts'

const object = z.object({
  profileId: ProfileId,
  bucket: z.string().min(1).max(255),
  key: z.string().min(1).max(1024),
})

const etag = z.string().min(1).max(256)

/** Where an edited text goes: over the version it was read from, over whatever is there, or beside it. */
export const SaveTarget = z.discriminatedUnion('type', [
  z.object({ type: z.literal('same'), etag }),
  z.object({ type: z.literal('whatever-is-there') }),
  z.object({ type: z.literal('copy') }),
])
export type SaveTarget = z.infer<typeof SaveTarget>

/** Looking into objects without downloading them whole, and saving what was edited in place. */
export const previewsMethods = {
  /** Looks at the first bytes. `etag`: only at this version of the object. */
  'previews.describe': method(object.extend({ etag: etag.optional() }), Preview),
  /**
   * A part of the version that was described; shorter at its end. With `gzip`, `from` counts in
   * what the file holds.
   */
  'previews.read': method(
    object.extend({
      etag,
      gzip: z.boolean(),
      from: z.number().int().min(0),
      length: z.number().int().min(1).max(MAX_PREVIEW_PART),
    }),
    z.object({
      /** Base64. */
      bytes: z.string(),
      /** Whether there is nothing after it. */
      complete: z.boolean(),
    }),
  ),
  /** Stores edited text; everything else about the object stays as it was. */
  'previews.save': method(
    object.extend({
      /** Base64. */
      bytes: z.base64().max(Math.ceil(MAX_EDITED_BYTES / 3) * 4),
      to: SaveTarget,
    }),
    z.object({
      /** Another one when a copy was saved. */
      key: z.string(),
      etag: z.string(),
      /** What the object had, or may have had, and has no more. */
      notKept: z.array(NotKept),
    }),
  ),
} as const
