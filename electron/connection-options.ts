import { AppError } from '#shared/errors.ts'
import type { ProfileDraft, ProfileSecret } from '#shared/profile.ts'
import type { Credentials } from './credentials/credentials.ts'
import type { Profiles } from './profiles/profiles.ts'
import type { ConnectionOptions, S3Credentials } from './storage/connection-options.ts'
import { Connections } from './storage/connections.ts'

/** The live connections of the saved profiles, each opened when it is first asked for. */
export function profileConnections(profiles: Profiles, credentials: Credentials): Connections {
  return new Connections(async id => {
    const profile = profiles.get(id)
    const hasKeys = profile.credentials.type === 'keys'
    return connectionOptions(profile, hasKeys ? await credentials.secret(id) : undefined)
  })
}

/**
 * What the storage needs to talk to a profile's endpoint: the profile joined with its secret.
 *
 * @throws AppError `no-credentials` when the profile has keys but no secret is at hand.
 */
export function connectionOptions(
  profile: ProfileDraft,
  secret: ProfileSecret | undefined,
): ConnectionOptions {
  const { label, endpoint, region, addressing, readOnly } = profile
  const credentials = s3Credentials(profile, secret)
  return { profileName: label, endpoint, region, addressing, credentials, readOnly }
}

function s3Credentials(profile: ProfileDraft, secret: ProfileSecret | undefined): S3Credentials {
  const source = profile.credentials
  if (source.type !== 'keys') return source
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
