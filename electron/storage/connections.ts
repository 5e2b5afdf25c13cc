import type { ConnectionOptions } from './connection-options.ts'
import type { S3Connection } from './s3-connection.ts'

/** The live connections, one for each profile in use. Loads the AWS SDK with the first of them. */
export class Connections {
  readonly #resolve: (profileId: string) => Promise<ConnectionOptions>
  readonly #live = new Map<string, Promise<S3Connection>>()

  /** @param resolve gives a profile with its secrets, or throws why it can't */
  constructor(resolve: (profileId: string) => Promise<ConnectionOptions>) {
    this.#resolve = resolve
  }

  /** The profile's connection, opened when there is none; nothing is sent yet. */
  get(profileId: string): Promise<S3Connection> {
    const known = this.#live.get(profileId)
    if (known) return known
    const opening = this.#resolve(profileId).then(openConnection)
    this.#live.set(profileId, opening)
    opening.catch(() => {
      if (this.#live.get(profileId) === opening) this.#live.delete(profileId)
    })
    return opening
  }

  /** Forgets a connection because its profile changed; what is under way ends with the old one. */
  drop(profileId: string): void {
    this.#live.delete(profileId)
  }

  /** Closes every connection, with whatever is under way. */
  close(): void {
    for (const opening of this.#live.values()) {
      opening.then(
        connection => connection.close(),
        () => 'never opened',
      )
    }
    this.#live.clear()
  }
}

/** A connection of one's own, for a test before saving; the caller closes it. */
export async function openConnection(options: ConnectionOptions): Promise<S3Connection> {
  const { S3Connection } = await import('./s3-connection.ts')
  return new S3Connection(options)
}
