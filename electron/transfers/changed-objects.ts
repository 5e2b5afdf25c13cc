import { ancestors, folderOf, type Location } from '#shared/location.ts'
import type { GoneKeys, ObjectsChanged } from '#shared/objects-changed.ts'

/** Folders told as changed at once; more than this and the ones nearest to the root are told. */
const MOST_CHANGED = 1000

/** What a job did to objects since it was last asked. */
export class ChangedObjects {
  #locations = new Map<string, Location>()
  #stored = new Map<string, Location>()
  #gone = new Map<string, GoneKeys & { keys: string[] }>()

  /** An object that is there now, or is another one; `place` is its bucket. */
  stored(key: string, place: Location): void {
    const folder = this.#note(key, place)
    this.#stored.set(nameOf(folder), folder)
  }

  /** An object that is there no more. */
  gone(key: string, place: Location): void {
    this.#note(key, place)
    const { profileId, bucket } = place
    const name = nameOf({ ...place, prefix: '' })
    const gone = this.#gone.get(name) ?? { profileId, bucket, keys: [] }
    gone.keys.push(key)
    this.#gone.set(name, gone)
  }

  take(): ObjectsChanged {
    const locations = [...this.#locations.values()]
      .sort((a, b) => a.prefix.length - b.prefix.length)
      .slice(0, MOST_CHANGED)
    const taken = {
      locations,
      stored: [...this.#stored.values()],
      gone: [...this.#gone.values()],
    }
    this.#locations = new Map()
    this.#stored = new Map()
    this.#gone = new Map()
    return taken
  }

  #note(key: string, place: Location): Location {
    const folder = { ...place, prefix: folderOf(key) }
    for (const around of ancestors(folder)) this.#locations.set(nameOf(around), around)
    return folder
  }
}

function nameOf({ profileId, bucket, prefix }: Location): string {
  return `${profileId}\n${bucket}\n${prefix}`
}
