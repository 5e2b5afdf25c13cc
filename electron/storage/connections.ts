import type { ConnectionOptions } from './connection-options.ts'
import type { Reachability } from './reachability.ts'
import type { S3Connection } from './s3-connection.ts'

/** The live connections, one for each profile in use. Loads the AWS SDK with the first of them. */
export class Connections {
  readonly #resolve: (profileId: string) => Promise<ConnectionOptions>
  readonly #reachability: Reachability | undefined
  readonly #listeners = new Set<(profileId: string) => void>()
  readonly #live = new Map<string, Promise<S3Connection>>()

  /**
   * @param resolve gives a profile with its secrets, or throws why it can't
   * @param reachability where jobs wait while an endpoint can't be reached
   */
  constructor(
    resolve: (profileId: string) => Promise<ConnectionOptions>,
    reachability?: Reachability,
  ) {
    this.#resolve = resolve
    this.#reachability = reachability
  }

  /** The profile's connection, opened when there is none; nothing is sent yet. */
  get(profileId: string): Promise<S3Connection> {
    const known = this.#live.get(profileId)
    if (known) return known
    const opening = this.#resolve(profileId).then(options =>
      openConnection(options, this.#reachability),
    )
    this.#live.set(profileId, opening)
    opening.catch(() => {
      if (this.#live.get(profileId) === opening) this.#live.delete(profileId)
    })
    return opening
  }

  /** Forgets a connection because its profile changed; what is under way ends with the old one. */
  drop(profileId: string): void {
    this.#live.delete(profileId)
    for (const listener of this.#listeners) listener(profileId)
  }

  /** Calls the listener whenever a profile's connection is dropped. */
  onDrop(listener: (profileId: string) => void): void {
    this.#listeners.add(listener)
  }

  /** Closes every connection, with whatever is under way. */
  close(): void {
    this.closeSockets()
    this.#live.clear()
  }

  /** Closes all sockets and keeps the connections: after a sleep the other ends are long gone. */
  closeSockets(): void {
    for (const opening of this.#live.values()) {
      opening.then(
        connection => connection.close(),
        () => 'never opened',
      )
    }
  }
}

/** A connection of one's own, for a test before saving; the caller closes it. */
export async function openConnection(
  options: ConnectionOptions,
  reachability?: Reachability,
): Promise<S3Connection> {
  const { S3Connection } = await import('./s3-connection.ts')
  return new S3Connection(options, reachability)
}
