import type { Profile, ProfileDraft, SecretChange } from '#shared/profile.ts'
import type { Profiles } from './profiles.ts'

/** Where secrets go; the profile itself holds none. */
interface Secrets {
  change(profileId: string, change: SecretChange): Promise<void>
}

/**
 * Saves a profile together with its secret: both or neither, so that a keychain that refuses
 * leaves no half profile behind.
 *
 * @throws AppError `keychain-…` when the secret could not be kept, or what {@link Profiles.save} does.
 */
export async function saveProfile(
  profiles: Profiles,
  secrets: Secrets,
  draft: ProfileDraft,
  secret: SecretChange,
): Promise<Profile> {
  if (draft.id !== undefined) {
    profiles.get(draft.id)
    await secrets.change(draft.id, secret)
    return profiles.save(draft)
  }
  const profile = await profiles.save(draft)
  try {
    await secrets.change(profile.id, secret)
  } catch (error) {
    await profiles.delete(profile.id)
    throw error
  }
  return profile
}
