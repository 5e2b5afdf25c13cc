import { type TopicName, type TopicValue, topics } from '#shared/ipc/contract.ts'
import type { Announcement } from '#shared/ipc/method.ts'

/** Topics carry at most ten values a second. */
const PAUSE_MS = 100

/**
 * What coalescing must not mix: values with different keys are announced independently. `merge`
 * says what is left of a value that was never sent; without it the newer one stands for both.
 */
type Coalescing<T extends TopicName> = {
  readonly key: (value: TopicValue<T>) => string
  readonly merge?: (older: TopicValue<T>, newer: TopicValue<T>) => TopicValue<T>
}

const coalescing: { readonly [T in TopicName]: Coalescing<T> } = {
  'profiles.changed': { key: () => '' },
  'settings.changed': { key: () => '' },
  'listing.changed': { key: state => state.id },
  'plan.changed': { key: progress => progress.call },
  'transfers.changed': { key: () => '' },
  'search.changed': { key: state => state.id },
  'size.changed': { key: report => report.id },
  'external.changed': { key: () => '' },
  'objects.changed': {
    key: () => '',
    merge: (older, newer) => ({ locations: distinct([...older.locations, ...newer.locations]) }),
  },
  'places.changed': { key: () => '' },
  'link.waiting': { key: () => '' },
  // What a user asked for is never coalesced with what they asked for before.
  'window.command': { key: ({ command, at }) => `${at} ${command}` },
}

interface Follower {
  readonly topics: Set<TopicName>
  readonly send: (announcement: Announcement) => void
}

interface Pause {
  readonly timer: ReturnType<typeof setTimeout>
  waiting?: { value: unknown }
}

/**
 * Tells windows what changed. Each topic carries its whole value: the first at once, then at most
 * ten a second, and the last one always.
 */
export class Topics {
  readonly #followers = new Map<string, Follower>()
  readonly #pauses = new Map<string, Pause>()

  /** A window is there; it gets what it {@link follow}s. */
  join(client: string, send: (announcement: Announcement) => void): void {
    this.#followers.set(client, { topics: new Set(), send })
  }

  /** Topics the contract does not know are ignored: nothing is ever announced on them. */
  follow(client: string, topic: unknown): void {
    if (isTopic(topic)) this.#followers.get(client)?.topics.add(topic)
  }

  unfollow(client: string, topic: unknown): void {
    if (isTopic(topic)) this.#followers.get(client)?.topics.delete(topic)
  }

  leave(client: string): void {
    this.#followers.delete(client)
  }

  /** Announces a value to every window that follows the topic, or only to the window `to`. */
  publish<T extends TopicName>(topic: T, value: TopicValue<T>, to?: string): void {
    const key = JSON.stringify([topic, to ?? '', coalescing[topic].key(value)])
    const pause = this.#pauses.get(key)
    if (pause === undefined) {
      this.#announce(topic, value, to)
      this.#pause(key, topic, to)
      return
    }
    const { merge } = coalescing[topic]
    const older = pause.waiting
    pause.waiting = {
      value: older && merge ? merge(older.value as TopicValue<T>, value) : value,
    }
  }

  /** Forgets everybody and every value that still waits. */
  close(): void {
    for (const { timer } of this.#pauses.values()) clearTimeout(timer)
    this.#pauses.clear()
    this.#followers.clear()
  }

  #pause(key: string, topic: TopicName, to: string | undefined): void {
    const end = () => {
      const waiting = this.#pauses.get(key)?.waiting
      this.#pauses.delete(key)
      if (waiting === undefined) return
      this.#announce(topic, waiting.value, to)
      this.#pause(key, topic, to)
    }
    this.#pauses.set(key, { timer: setTimeout(end, PAUSE_MS).unref() })
  }

  #announce(topic: TopicName, value: unknown, to: string | undefined): void {
    // Parsed, so that only what the schema names leaves the main process.
    const announcement = { topic, value: topics[topic].parse(value) }
    for (const [client, follower] of this.#followers) {
      if (to !== undefined && client !== to) continue
      if (follower.topics.has(topic)) follower.send(announcement)
    }
  }
}

function isTopic(name: unknown): name is TopicName {
  return typeof name === 'string' && Object.hasOwn(topics, name)
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Map(values.map(value => [JSON.stringify(value), value])).values()]
}
