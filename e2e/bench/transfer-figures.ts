import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import { AUTOMATIC } from '../../electron/transfers/limits/concurrency-controller.ts'
import type { Figure } from './figure.ts'
import type { Measured, Tool, TransferJob } from './transfer-job.ts'
import type { FileSet } from './transfer-sets.ts'

const MiB = 1024 * 1024
const GiB = 1024 * MiB
const PART = 8 * MiB
/** As many as a job begins with. */
export const FEW_LANES = AUTOMATIC.first
const MOST_DELAY = 16

interface Row {
  readonly label: string
  readonly verb: TransferJob['verb']
  readonly set: FileSet
  readonly tls: boolean
}

/** What Pail took beside its controls: time, processor, memory, and how smooth its window stays. */
export function* transferFigures(
  { label, verb, set, tls }: Row,
  { pail, sdk, loop }: Readonly<Record<Tool, Measured>>,
): Generator<Figure> {
  const named = (what: string, control: string) => `${label}: ${what} (control: ${control})`
  const means = verb === 'upload' ? 'lib-storage’s defaults' : 'the SDK in as many lanes'
  const single = verb === 'upload' && set.count === 1
  yield {
    name: named('time', means),
    unit: 's',
    ours: pail.seconds,
    control: sdk.seconds,
    ...atLeast(single ? 2 : undefined, sdk.seconds / pail.seconds),
  }
  const small = set.size > 0 && set.size < MiB
  yield {
    name: named('time', 'one after the other with the SDK'),
    unit: 's',
    ours: pail.seconds,
    control: loop.seconds,
    ...atLeast(small ? 4 : undefined, loop.seconds / pail.seconds),
  }
  const bytes = set.count * set.size
  if (bytes > 0 && verb !== 'copy') {
    const [ours, control] = [pail, sdk].map(one => one.cpuSeconds / (bytes / GiB)) as [
      number,
      number,
    ]
    yield {
      name: named('processor time', means),
      unit: 's/GiB',
      ours,
      control,
      ...atLeast(single && tls ? 1 / 0.45 : undefined, control / ours),
    }
  }
  yield {
    name: named('most resident memory', means),
    unit: 'MiB',
    ours: pail.peakBytes / MiB,
    control: sdk.peakBytes / MiB,
    // It finds out by itself how many lanes are worth while.
    ...atMost(mostMemory(AUTOMATIC.most), pail.peakBytes),
  }
  yield {
    name: named('event-loop delay of the main thread, p99', means),
    unit: 'ms',
    ours: pail.loopDelay,
    control: sdk.loopDelay,
    goal: `≤ ${MOST_DELAY}`,
    ok: pail.loopDelay <= MOST_DELAY,
  }
}

/** The same of a large file in as many parts at once as a job begins with. */
export function fewLanesFigure(
  label: string,
  { few, sdk }: { readonly few: Measured; readonly sdk: Measured },
): Figure {
  return {
    name: `${label}: most resident memory in ${FEW_LANES} lanes (control: the SDK in as many as it has)`,
    unit: 'MiB',
    ours: few.peakBytes / MiB,
    control: sdk.peakBytes / MiB,
    ...atMost(mostMemory(FEW_LANES), few.peakBytes),
  }
}

/** What parts in flight may hold, within the memory that all jobs share, and Node itself: bytes. */
function mostMemory(lanes: number): number {
  return Math.min(lanes * PART, DEFAULT_SETTINGS.transferMemory) * 1.5 + 100e6
}

function atMost(bytes: number, ours: number): { goal: string; ok: boolean } {
  return { goal: `≤ ${Math.round(bytes / MiB)}`, ok: ours <= bytes }
}

/** A goal for how many of ours make one control; `undefined` where none was set. */
function atLeast(times: number | undefined, ratio: number): { goal: string; ok: boolean } {
  if (times === undefined) return { goal: 'known', ok: true }
  return { goal: `ratio ≥ ${Number(times.toPrecision(3))}`, ok: ratio >= times }
}
