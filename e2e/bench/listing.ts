import { CONTEXT_KEYS, CONTEXTS, FLAT } from './bench-keys.ts'
import { type Access, withPlayground } from './bench-playground.ts'
import type { Figure } from './figure.ts'
import { inProcess } from './in-process.ts'
import type { ListingResult } from './listing-subject.ts'
import { playgroundFloor } from './playground-floor.ts'
import { scroll } from './scroll.ts'
import type { SdkResult } from './sdk-subject.ts'
import type { SortTimes } from './sort-control.ts'

const FAR = 80
/** The paginator of the SDK is not given more than so many pages: the rest takes as long each. */
const MOST_CONTROL_PAGES = 250
const MIB = 1024 * 1024

/**
 * Listing a large flat prefix, and many small contexts: first rows, the whole, memory, orders;
 * then scrolling through more rows than anybody has.
 */
export async function* listing(keys: number): AsyncGenerator<Figure> {
  for (const latency of [0, FAR]) {
    yield* withPlayground({ keys, latency }, async function* (access) {
      yield* playgroundFloor(access, latency)
      yield* place(access, { ...FLAT, expected: keys, latency, sorts: latency === 0 })
      const contexts = Math.ceil(keys / CONTEXT_KEYS)
      yield* place(access, { ...CONTEXTS, expected: contexts, latency, sorts: false })
    })
  }
  yield* scroll()
}

interface Place {
  readonly bucket: string
  readonly prefix: string
  readonly expected: number
  readonly latency: number
  readonly sorts: boolean
}

async function* place(access: Access, { latency, ...asked }: Place): AsyncGenerator<Figure> {
  const { bucket, prefix, expected } = asked
  const what = bucket === FLAT.bucket ? `${expected} keys` : `${expected} contexts`
  const named = (name: string) => `${what}, +${latency} ms: ${name}`
  const ours = await inProcess<ListingResult>('listing-subject.ts', { access, ...asked })
  const control = { access, bucket, prefix, mostPages: MOST_CONTROL_PAGES }
  const sdk = await inProcess<SdkResult>('sdk-subject.ts', control)
  const sdkSeconds = (sdk.seconds / sdk.entries) * expected
  yield {
    name: named('first rows (control: a raw request)'),
    unit: 'ms',
    ours: ours.firstRows,
    control: ours.rawRoundTrip,
    goal: '≤ control + 100',
    ok: ours.firstRows <= ours.rawRoundTrip + 100,
  }
  const times = latency === 0 ? 1 : 8
  const read = sdk.entries < expected ? `, from its first ${sdk.entries} entries` : ''
  yield {
    name: named(`complete (control: the SDK’s paginator${read})`),
    unit: 's',
    ours: ours.seconds,
    control: sdkSeconds,
    goal: `ratio ≥ ${times}`,
    ok: sdkSeconds / ours.seconds >= times,
  }
  const pages = Math.ceil(expected / 1000)
  yield {
    name: named('requests (control: full pages)'),
    unit: 'requests',
    ours: ours.requests,
    control: pages,
    goal: '≤ 1.5 × control + 32',
    ok: ours.requests <= pages * 1.5 + 32,
  }
  for (const kind of ['missing', 'doubled'] as const) {
    const name = named(`${kind} (control: what was put)`)
    yield { name, unit: 'keys', ours: ours[kind], control: 0, goal: '0', ok: ours[kind] === 0 }
  }
  yield {
    name: named('event-loop delay while listing, p99 (control: the SDK’s paginator)'),
    unit: 'ms',
    ours: ours.loopDelay,
    control: sdk.loopDelay,
    goal: '≤ 16.7',
    ok: ours.loopDelay <= 16.7,
  }
  yield {
    name: named('the same p99 of a process that only waits (control: the SDK’s paginator)'),
    unit: 'ms',
    ours: ours.idleLoopDelay,
    control: sdk.loopDelay,
    goal: 'known',
    ok: true,
  }
  yield {
    name: named('most heap while listing (control: the SDK’s paginator, keeping nothing)'),
    unit: 'MiB',
    ours: ours.peakHeapBytes / MIB,
    control: sdk.heapBytes / MIB,
    goal: '≤ 200',
    ok: ours.peakHeapBytes <= 200 * MIB,
  }
  if (bucket === FLAT.bucket) yield bytesAKey(named, ours.heldBytes / expected)
  if (ours.sorts && ours.controlSorts) yield* sorts(named, ours.sorts, ours.controlSorts)
}

/** 371 bytes is what an object as the SDK gives it was measured to take. */
function bytesAKey(named: (name: string) => string, bytes: number): Figure {
  const name = named('held in the main process (control: the SDK’s objects)')
  return { name, unit: 'bytes a key', ours: bytes, control: 371, goal: '≤ 120', ok: bytes <= 120 }
}

function* sorts(
  named: (name: string) => string,
  ours: SortTimes,
  control: SortTimes,
): Generator<Figure> {
  for (const column of ['name', 'size', 'modified', 'storageClass'] as const) {
    yield {
      name: named(`sort by ${column} (control: objects and Intl.Collator)`),
      unit: 'ms',
      ours: ours[column],
      control: control[column],
      goal: '≤ 500',
      ok: ours[column] <= 500,
    }
  }
}
