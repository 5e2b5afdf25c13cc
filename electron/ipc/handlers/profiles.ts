import type { Credentials } from '../../credentials/credentials.ts'
import { probeProfile } from '../../profiles/probe.ts'
import type { Profiles } from '../../profiles/profiles.ts'
import { saveProfile } from '../../profiles/save-profile.ts'
import { type Connections, openConnection } from '../../storage/connections.ts'
import { profileOptions } from '../../storage/profile-options.ts'
import type { AreaHandlers } from '../handler.ts'

export interface ProfilesHandlersOptions {
  readonly profiles: Profiles
  readonly credentials: Credentials
  readonly connections: Connections
}

export function profilesHandlers(options: ProfilesHandlersOptions): AreaHandlers<'profiles'> {
  const { profiles, credentials, connections } = options
  return {
    'profiles.list': () => {
      const { profiles: all, damaged } = profiles.list()
      const listed = all.map(one => ({ ...one, secret: credentials.secretStatus(one) }))
      return { profiles: listed, damaged }
    },

    'profiles.save': async ({ profile: draft, secret }) => {
      const profile = await saveProfile(profiles, credentials, draft, secret)
      connections.drop(profile.id)
      return profile
    },

    'profiles.delete': async ({ id }) => {
      // First the secret: a keychain that refuses must not keep what nobody can name any more.
      await credentials.forget(profiles.get(id))
      await profiles.delete(id)
      connections.drop(id)
      return {}
    },

    'profiles.test': ({ profile, secret }, { signal }) => {
      const connect = async () =>
        openConnection(await profileOptions(profile, () => credentials.peek(profile.id, secret)))
      return probeProfile({ profile, connect }, signal)
    },
  }
}
