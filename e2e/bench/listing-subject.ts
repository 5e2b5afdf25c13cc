import { setTimeout as sleep } from 'node:timers/promises'
import { DEFAULT_SORT, type Entry, MAX_ROWS, type Sort, type SortColumn } from '#shared/listing.ts'
import { Listings } from '../../electron/listings/listings.ts'
import { S3Connection } from '../../electron/storage/s3-connection.ts'
import { benchConnection } from './bench-connection.ts'
import { CONTEXTS, contextPrefix, flatKey } from './bench-keys.ts'
import type { Access } from './bench-playground.ts'
import { median } from './figure.ts'
import { watchLoop } from './loop-delay.ts'
import { closeConnections, rawPage } from './raw-request.ts'
import { controlSorts, type SortTimes } from './sort-control.ts'

/** What Pail's own listing took, as the main process runs it. */
export interface ListingResult {
  /** Milliseconds of a raw request for the first page, and from opening the place to its rows. */
  readonly rawRoundTrip: number
  readonly firstRows: number
  readonly seconds: number
  readonly requests: number
  readonly missing: number
  readonly doubled: number
  readonly loopDelay: number
  /** What the computer itself keeps a process waiting that does nothing. */
  readonly idleLoopDelay: number
  /** Heap and buffers that the listing holds once it is complete and shown by name. */
  readonly heldBytes: number
  /** The most heap in use on the way. */
  readonly peakHeapBytes: number
  readonly sorts: SortTimes | undefined
  readonly controlSorts: SortTimes | undefined
}

interface Input {
  readonly access: Access
  readonly bucket: string
  readonly prefix: string
  readonly expected: number
  readonly sorts: boolean
}

/** Milliseconds that a process doing nothing is watched. */
const IDLE = 2000
/** Milliseconds between two looks of a window at a listing that grows. */
const LOOK = 100

const input = JSON.parse(process.argv[2] ?? '') as Input
process.stdout.write(JSON.stringify(await measure(input)))

async function measure({ access, bucket, prefix, expected, sorts }: Input): Promise<ListingResult> {
  const connection = new S3Connection(benchConnection(access))
  const storage = connection.storage(bucket)
  // The window has asked for the buckets before: code is loaded, a connection is open.
  await connection.listBuckets()
  const rawRoundTrip = await roundTrip(access, bucket, prefix)

  let requests = 0
  let first = 0
  let done: (() => void) | undefined
  const complete = new Promise<void>(resolve => {
    done = resolve
  })
  const listings = new Listings({
    storage: async () => ({
      listPage: (request, signal) => {
        requests += 1
        return storage.listPage(request, signal)
      },
    }),
    onChange: ({ id, files, folders, status }) => {
      if (first === 0 && files + folders > 0) {
        listings.rows('bench', { id, sort: DEFAULT_SORT, filter: '', from: 0, to: 200 })
        first = performance.now()
      }
      if (status === 'failed') throw new Error(listings.state('bench', id).failure?.message)
      if (status === 'complete') done?.()
    },
  })
  const idle = watchLoop()
  await sleep(IDLE)
  const idleLoopDelay = idle()
  collect()
  const before = held()
  let peak = 0
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().heapUsed)
  }, 50)
  const loopDelay = watchLoop()
  const started = performance.now()
  const { id } = await listings.open('bench', { profileId: 'p', bucket, prefix })
  const looking = setInterval(() => {
    listings.rows('bench', { id, sort: DEFAULT_SORT, filter: '', from: 0, to: 200 })
  }, LOOK)
  await complete
  clearInterval(looking)
  const seconds = (performance.now() - started) / 1000
  const delay = loopDelay()
  clearInterval(sampling)
  listings.rows('bench', { id, sort: DEFAULT_SORT, filter: '', from: 0, to: 200 })
  collect()
  const heldBytes = held() - before
  const rows = [...allRows(listings, id)]
  const ids = new Set(rows)
  const wanted = bucket === CONTEXTS.bucket ? contextPrefix : flatKey
  let missing = 0
  for (let index = 0; index < expected; index += 1) if (!ids.has(wanted(index))) missing += 1
  const result = {
    rawRoundTrip,
    firstRows: first - started,
    seconds,
    requests,
    missing,
    doubled: rows.length - ids.size,
    loopDelay: delay,
    idleLoopDelay,
    heldBytes,
    peakHeapBytes: peak,
    sorts: sorts ? ourSorts(listings, id) : undefined,
    controlSorts: sorts ? controlSorts(entries(listings, id)) : undefined,
  }
  connection.close()
  closeConnections()
  return result
}

async function roundTrip(access: Access, bucket: string, prefix: string): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < 5; turn += 1) {
    const started = performance.now()
    await rawPage(access, { bucket, prefix, delimiter: '/' })
    times.push(performance.now() - started)
  }
  return median(times)
}

/** Each order for the first time, as after a click on the head of its column. */
function ourSorts(listings: Listings, id: string): SortTimes {
  const time = (column: SortColumn) => {
    const sort: Sort = { column, direction: 'descending', foldersFirst: false }
    const started = performance.now()
    listings.rows('bench', { id, sort, filter: '', from: 0, to: 200 })
    return performance.now() - started
  }
  return {
    name: time('name'),
    size: time('size'),
    modified: time('modified'),
    storageClass: time('storageClass'),
  }
}

function* entries(listings: Listings, id: string): Generator<Entry> {
  for (let from = 0; ; from += MAX_ROWS) {
    const range = { from, to: from + MAX_ROWS }
    const { rows } = listings.rows('bench', { id, sort: DEFAULT_SORT, filter: '', ...range })
    yield* rows
    if (rows.length < MAX_ROWS) return
  }
}

function* allRows(listings: Listings, id: string): Generator<string> {
  for (const row of entries(listings, id)) yield row.type === 'folder' ? row.prefix : row.key
}

/** Twice, since what the first round finalizes is freed by the second. */
function collect(): void {
  for (const _ of [1, 2]) globalThis.gc?.()
}

function held(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
