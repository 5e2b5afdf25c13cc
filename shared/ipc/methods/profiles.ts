import { z } from 'zod'
import { Failure } from '../../errors.ts'
import { Profile, ProfileDraft, ProfileId, SecretChange, SecretStatus } from '../../profile.ts'
import { method } from '../method.ts'
import { nothing } from './nothing.ts'

/** One step of a connection test, in the order they were tried. */
export const ProbeStep = z.object({
  name: z.enum(['reach', 'credentials', 'list-buckets', 'start-location']),
  result: z.enum(['ok', 'failed', 'skipped']),
  /** What was found out, in one sentence. */
  finding: z.string(),
  failure: Failure.optional(),
})
export type ProbeStep = z.infer<typeof ProbeStep>

/** The saved profiles. */
export const profilesMethods = {
  'profiles.list': method(
    nothing,
    z.object({
      profiles: z.array(Profile.extend({ secret: SecretStatus })),
      /** The profile file could not be read: it was kept aside, and this names where. */
      damaged: z.object({ keptAs: z.string(), reason: z.string() }).optional(),
    }),
  ),
  'profiles.save': method(z.object({ profile: ProfileDraft, secret: SecretChange }), Profile),
  'profiles.delete': method(z.object({ id: ProfileId }), nothing),
  'profiles.test': method(
    z.object({ profile: ProfileDraft, secret: SecretChange }),
    z.object({ ok: z.boolean(), steps: z.array(ProbeStep) }),
  ),
} as const
