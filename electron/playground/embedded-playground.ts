import { PLAYGROUND_PROFILE_ID, type Profile, type SecretChange } from '#shared/profile.ts'
import type { RunningPlayground } from './start-playground.ts'

export interface EmbeddedPlaygroundOptions {
  /** Where its objects are kept. */
  readonly folder: string
  /** Where its keys are kept: in memory, for this session only. */
  readonly credentials: { change(profileId: string, change: SecretChange): Promise<void> }
  /** Where its profile is made known: in no file. */
  readonly profiles: { addTransient(profile: Profile): void }
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
    const { endpoint, region, accessKeyId, secretAccessKey } = await this.#start()
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
    const { credentials, profiles } = this.#options
    const secret = { secretAccessKey }
    await credentials.change(profile.id, { type: 'set', secret, where: 'session' })
    profiles.addTransient(profile)
    return profile
  }

  async close(): Promise<void> {
    // One that never started has told why already, and left nothing to close.
    const running = await this.#running?.catch(() => undefined)
    await running?.close()
  }

  #start(): Promise<RunningPlayground> {
    if (this.#running) return this.#running
    const starting = start(this.#options.folder)
    this.#running = starting
    starting.catch(() => {
      this.#running = undefined
    })
    return starting
  }
}

/** Loaded only when wanted: most starts of Pail never need it. */
async function start(folder: string): Promise<RunningPlayground> {
  const { startPlayground } = await import('./start-playground.ts')
  return startPlayground({ folder, seed: true })
}
