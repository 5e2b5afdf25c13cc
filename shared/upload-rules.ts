import { z } from 'zod'

/** What of a dropped folder does not go up. */
export const UploadRules = z.object({
  /** What systems leave in folders for themselves. */
  leaveOutLitter: z.boolean().default(true),
  /** Names, or paths where they have a `/`, with `*`, `**`, `?`, `[a-z]` and `{a,b}` as in a shell. */
  leaveOut: z.array(z.string().min(1).max(200)).max(100).default([]),
  /** `follow`: what a link leads to goes up, as long as it is inside of what was dropped. */
  links: z.enum(['skip', 'follow']).default('skip'),
})
export type UploadRules = z.infer<typeof UploadRules>

export const DEFAULT_UPLOAD_RULES: UploadRules = UploadRules.parse({})
