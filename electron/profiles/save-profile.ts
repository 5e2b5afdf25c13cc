import type { Profile, ProfileDraft, SecretChange } from '#shared/profile.ts'
import type { Profiles } from './profiles.ts'

/** Where secrets go; the profile itself holds none. */
interface Secrets {
  change(profileId: string, change: SecretChange): Promise<void>
  forget(profile: Profile): Promise<void>
}

/**
 * Saves a profile together with its secret: both or neither, so that a keychain that refuses
 * leaves no half profile behind. A profile without keys has no secret, and loses one it had.
 *
 * @throws AppError `keychain-…` when the secret could not be kept, or what {@link Profiles.save} does.
 */
export async function saveProfile(
  profiles: Profiles,
  secrets: Secrets,
  draft: ProfileDraft,
  secret: SecretChange,
): Promise<Profile> {
  const hasKeys = draft.credentials.type === 'keys'
  if (draft.id !== undefined) {
    const before = profiles.get(draft.id)
    if (hasKeys) await secrets.change(draft.id, secret)
    else await secrets.forget(before)
    return profiles.save(draft)
  }
  const profile = await profiles.save(draft)
  if (!hasKeys) return profile
  try {
    await secrets.change(profile.id, secret)
  } catch (error) {
    await profiles.delete(profile.id)
    throw error
  }
  return profile
}
