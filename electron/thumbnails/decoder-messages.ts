import { z } from 'zod'

const bytes = z.custom<Uint8Array>(value => value instanceof Uint8Array)

/** A picture to make small, as the decoder's process gets it. */
export const DecoderRequest = z.object({
  id: z.number().int(),
  bytes,
  /** How the camera was held (EXIF, 1–8), when the bytes themselves no longer tell. */
  orientation: z.number().int().min(1).max(8).optional(),
  /** Width by height of the whole picture: bars around an embedded thumbnail are cut off. */
  aspect: z.number().positive().optional(),
})
export type DecoderRequest = z.infer<typeof DecoderRequest>

/** A WebP; or there is none, of this picture or (without the decoder) of any. */
export const DecoderReply = z.discriminatedUnion('result', [
  z.object({ id: z.number().int(), result: z.literal('done'), bytes }),
  z.object({ id: z.number().int(), result: z.enum(['failed', 'no-decoder']) }),
])
export type DecoderReply = z.infer<typeof DecoderReply>
