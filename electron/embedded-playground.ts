import { PLAYGROUND_PROFILE_ID, type Profile, type ProfileSecret } from '#shared/profile.ts'
import type { Credentials } from './credentials/credentials.ts'
import type { RunningPlayground } from './playground/start-playground.ts'
import type { Profiles } from './profiles/profiles.ts'
import type { Connections } from './storage/connections.ts'

export interface EmbeddedPlaygroundOptions {
  /** Where its objects are kept. */
  readonly folder: string
  readonly credentials: Credentials
  readonly profiles: Profiles
  readonly connections: Connections
}

/** The S3 endpoint inside Pail: started when somebody first wants it, on a loopback port. */
export class EmbeddedPlayground {
  readonly #options: EmbeddedPlaygroundOptions
  #running: Promise<RunningPlayground> | undefined

  constructor(options: EmbeddedPlaygroundOptions) {
    this.#options = options
  }

  /** The profile of the running endpoint; a start that failed is tried again the next time. */
  async open(): Promise<Profile> {
    this.#running ??= start(this.#options.folder)
    try {
      const { endpoint, region, accessKeyId, secretAccessKey } = await this.#running
      const profile: Profile = {
        id: PLAYGROUND_PROFILE_ID,
        label: 'Playground',
        color: 'teal',
        endpoint: { type: 'custom', url: endpoint },
        region,
        addressing: 'path',
        credentials: { type: 'keys', accessKeyId },
        readOnly: false,
      }
      await this.#makeKnown(profile, { secretAccessKey })
      return profile
    } catch (error) {
      this.#running = undefined
      throw error
    }
  }

  /** The keys are kept in memory, the profile in no file. */
  async #makeKnown(profile: Profile, secret: ProfileSecret): Promise<void> {
    const { credentials, profiles, connections } = this.#options
    await credentials.change(profile.id, { type: 'set', secret, where: 'session' })
    connections.drop(profile.id)
    profiles.addTransient(profile)
  }

  async close(): Promise<void> {
    const running = await this.#running
    await running?.close()
  }
}

/** Loaded only when wanted: most starts of Pail never need it. */
async function start(folder: string): Promise<RunningPlayground> {
  const { startPlayground } = await import('./playground/start-playground.ts')
  return startPlayground({ folder, seed: true })
}
