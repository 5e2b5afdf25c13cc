import { AppError } from '#shared/errors.ts'
import type { ProfileDraft, ProfileSecret } from '#shared/profile.ts'
import type { ConnectionOptions, S3Credentials } from './connection-options.ts'

/**
 * What the storage needs to talk to a profile's endpoint: the profile joined with its secret.
 *
 * @param askSecret asked only when the profile has keys; the others must not touch the keychain.
 * @throws AppError `no-credentials` when the profile has keys but no secret is at hand.
 */
export async function profileOptions(
  profile: ProfileDraft,
  askSecret: () => Promise<ProfileSecret | undefined>,
): Promise<ConnectionOptions> {
  const { label, endpoint, region, addressing, readOnly } = profile
  const credentials = await s3Credentials(profile, askSecret)
  return { profileName: label, endpoint, region, addressing, credentials, readOnly }
}

async function s3Credentials(
  profile: ProfileDraft,
  askSecret: () => Promise<ProfileSecret | undefined>,
): Promise<S3Credentials> {
  const source = profile.credentials
  if (source.type !== 'keys') return source
  const secret = await askSecret()
  if (secret === undefined) {
    throw new AppError({
      code: 'no-credentials',
      message: `The secret access key of the profile "${profile.label}" is not at hand.`,
      remedy: 'Edit the profile and enter the secret access key again.',
      subject: { profile: profile.label },
    })
  }
  return { type: 'keys', accessKeyId: source.accessKeyId, ...secret }
}
