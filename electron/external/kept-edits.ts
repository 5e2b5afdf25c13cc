import { z } from 'zod'
import type { JsonFormat } from '../files/json-file.ts'

/** What the next start must know of an edit: the object, and which bytes of it are stored. */
export const KeptEdit = z.object({
  id: z.uuid(),
  profileId: z.string(),
  bucket: z.string(),
  key: z.string(),
  /** The name of the file in its private folder. */
  fileName: z.string().regex(/^[^/\\]+$/),
  /** The version that the file came from, or that it was stored as last. */
  etag: z.string(),
  /** SHA-256 of the bytes of that version, in hex. */
  stored: z.string(),
  readOnly: z.boolean(),
})
export type KeptEdit = z.infer<typeof KeptEdit>

/** How the open edits are written down. */
export const KEPT_EDITS: JsonFormat<readonly KeptEdit[]> = {
  what: 'files open in other programs',
  version: 1,
  empty: [],
  read: data => {
    const listed = z
      .object({ edits: z.array(z.unknown()) })
      .loose()
      .safeParse(data)
    if (!listed.success) return undefined
    const value = listed.data.edits.flatMap(edit => KeptEdit.safeParse(edit).data ?? [])
    const lost = listed.data.edits.length - value.length
    return lost === 0 ? { value } : { value, lost: `${lost} of them could not be read.` }
  },
  write: edits => ({ edits }),
}
