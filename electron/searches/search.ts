import { AppError } from '#shared/errors.ts'
import type { Location } from '#shared/location.ts'
import type { ObjectsChanged } from '#shared/objects-changed.ts'
import type { S3Object } from '#shared/s3.ts'
import type {
  FoundKeys,
  HitSort,
  SearchHit,
  SearchQuery,
  SearchScope,
  SearchState,
} from '#shared/search.ts'
import { MAX_SELECTED } from '#shared/transfer.ts'
import type { PageSource } from '../storage/list-unordered.ts'
import { inSlices, type Work } from '../turns/slices.ts'
import { Walk, type WalkPlace } from '../walks/walk.ts'
import { HitTable } from './hit-table.ts'
import { queryFilter } from './query-filter.ts'

export interface SearchOptions {
  readonly id: string
  readonly scope: SearchScope
  readonly query: SearchQuery
  readonly source: (profileId: string, bucket: string) => Promise<PageSource>
  readonly buckets: (profileId: string, signal: AbortSignal) => Promise<readonly string[]>
  readonly onChange: () => void
}

/** One search: a walk through all objects in its scope, and those that are what it asks for. */
export class Search {
  readonly id: string
  readonly #scope: SearchScope
  readonly #onChange: () => void
  readonly #isHit: (object: S3Object) => boolean
  readonly #walk: Walk
  readonly #hits = new HitTable()
  #outdated = false

  /** @throws AppError `invalid` for a pattern that cannot be */
  constructor({ id, scope, query, source, buckets, onChange }: SearchOptions) {
    this.id = id
    this.#scope = scope
    this.#onChange = onChange
    this.#isHit = queryFilter(query)
    this.#walk = new Walk({
      places: signal => placesOf(scope, buckets, signal),
      source: bucket => source(scope.profileId, bucket),
      onObjects: (bucket, objects) => this.#look(bucket, objects),
      onChange,
    })
  }

  run(): Promise<void> {
    return this.#walk.run()
  }

  stop(): void {
    this.#walk.stop()
  }

  goOn(): void {
    this.#walk.goOn()
  }

  close(): void {
    this.#walk.close()
  }

  /** Hits whose objects went go with them; of what was stored the window is told. */
  async changed({ stored, gone }: Omit<ObjectsChanged, 'locations'>): Promise<void> {
    const { version } = this.#hits
    const wasOutdated = this.#outdated
    this.#outdated ||= stored.some(place => isWithin(this.#scope, place))
    for (const { profileId, bucket, keys } of gone) {
      if (!isWithin(this.#scope, { profileId, bucket })) continue
      await inSlices(this.#hits.remove(bucket, new Set(keys)))
    }
    if (this.#hits.version !== version || this.#outdated !== wasOutdated) this.#onChange()
  }

  state(): SearchState {
    const { status, scanned, requests, elapsed, current, places, placesDone, failures } =
      this.#walk.progress()
    return {
      id: this.id,
      version: this.#hits.version,
      status: status === 'complete' ? 'done' : status,
      canGoOn: this.#walk.canGoOn,
      hits: this.#hits.count,
      bytes: this.#hits.bytes,
      scanned,
      requests,
      elapsed,
      ...(current ? { current } : {}),
      buckets: places,
      bucketsDone: placesDone,
      failures: [...failures],
      outdated: this.#outdated,
    }
  }

  /** Works out the order of {@link rows} without keeping others waiting. */
  prepare(sort: HitSort, signal: AbortSignal): Promise<void> {
    return this.#hits.prepare(sort, signal)
  }

  rows(sort: HitSort, from: number, to: number) {
    const order = this.#hits.order(sort)
    const rows: SearchHit[] = Array.from(order.subarray(from, Math.max(from, to)), row =>
      this.#hits.hit(row),
    )
    return { version: this.#hits.version, total: order.length, rows }
  }

  find(sort: HitSort, bucket: string, key: string): { row?: number } {
    const row = this.#hits.rowOf(bucket, key)
    const place = row === undefined ? -1 : this.#hits.order(sort).indexOf(row)
    return place < 0 ? {} : { row: place }
  }

  typeAhead(sort: HitSort, text: string, from: number): { version: number; row?: number } {
    const row = this.#hits.rowStartingWith(sort, text, from)
    return { version: this.#hits.version, ...(row === undefined ? {} : { row }) }
  }

  /** @throws AppError `changed-meanwhile` when other hits may stand there now than were seen */
  select(
    sort: HitSort,
    version: number,
    ranges: readonly { from: number; to: number }[],
  ): FoundKeys[] {
    if (version !== this.#hits.version) throw changed()
    const order = this.#hits.order(sort)
    const byBucket = new Map<string, string[]>()
    let count = 0
    for (const { from, to } of ranges) {
      for (const row of order.subarray(from, Math.max(from, to))) {
        count += 1
        if (count > MAX_SELECTED) throw tooMany()
        const bucket = this.#hits.bucket(row)
        const keys = byBucket.get(bucket) ?? []
        byBucket.set(bucket, keys)
        keys.push(this.#hits.key(row))
      }
    }
    return [...byBucket].map(([bucket, keys]) => ({ bucket, keys }))
  }

  /** A slow pattern must not hold up the window: other work comes in between. */
  async #look(bucket: string, objects: readonly S3Object[]): Promise<void> {
    const found = await inSlices(this.#hitsAmong(objects))
    if (found.length > 0) this.#hits.add(bucket, found)
  }

  *#hitsAmong(objects: readonly S3Object[]): Work<S3Object[]> {
    const found: S3Object[] = []
    for (const object of objects) {
      if (this.#isHit(object)) found.push(object)
      yield
    }
    return found
  }
}

/** Whether a folder, or at least its bucket, is looked through. */
function isWithin(
  scope: SearchScope,
  { profileId, bucket, prefix }: Omit<Location, 'prefix'> & { prefix?: string },
): boolean {
  if (scope.profileId !== profileId) return false
  if (scope.bucket !== undefined && scope.bucket !== bucket) return false
  return prefix === undefined || prefix.startsWith(scope.prefix)
}

async function placesOf(
  { profileId, bucket, prefix }: SearchScope,
  buckets: SearchOptions['buckets'],
  signal: AbortSignal,
): Promise<WalkPlace[]> {
  if (bucket !== undefined) return [{ bucket, prefix }]
  return (await buckets(profileId, signal)).map(name => ({ bucket: name, prefix: '' }))
}

function changed(): AppError {
  return new AppError({
    code: 'changed-meanwhile',
    message: 'More was found meanwhile, so other objects stand there now.',
    remedy: 'Stop the search, or wait for its end; then try again.',
  })
}

function tooMany(): AppError {
  return new AppError({
    code: 'too-large',
    message: `More than ${MAX_SELECTED} results are selected, which is more than one job takes.`,
    remedy: 'Select fewer, or narrow the search.',
  })
}
