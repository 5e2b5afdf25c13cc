import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Child, startChild } from '../harness/child.ts'
import type { Access } from './bench-playground.ts'
import { bundledProgram } from './bundled-program.ts'
import { countRequests } from './count-requests.ts'
import { type Figure, growthFigure } from './figure.ts'
import { inProcess } from './in-process.ts'
import type { Applied, Compared, Mirrored, MirrorJob } from './mirror-job.ts'
import { BUCKET, HALF, type MirrorSet, mirrorSet, WHOLE } from './mirror-set.ts'

const FILES = 500_000
const MiB = 1024 * 1024
/** Milliseconds: a frame. */
const MOST_DELAY = 16
/** Rows wait no longer than what feels like at once: milliseconds. */
const AT_ONCE = 100

/** A folder of very many small files, compared with a context and made like it. */
export async function* mirrors(): AsyncGenerator<Figure> {
  const own = mkdtempSync(join(tmpdir(), 'pail-bench-'))
  let playground: Child<Access> | undefined
  try {
    const scale = Number(process.env['PAIL_BENCH_SCALE'] ?? 1)
    // Whole folders of a thousand in each half.
    const files = Math.max(2_000, Math.round((FILES * scale) / 2_000) * 2_000)
    const set = await mirrorSet(files, own)
    playground = await startChild<Access>(['dist/playground.mjs', '--data', set.playground])
    yield* measured(set, playground.hello)
  } finally {
    await playground?.stop()
    rmSync(own, { recursive: true, force: true })
  }
}

async function* measured(set: MirrorSet, access: Access): AsyncGenerator<Figure> {
  const subject = await bundledProgram('mirror-subject')
  const control = await bundledProgram('mirror-control')
  const whole = { access, bucket: BUCKET, prefix: WHOLE, folder: set.folder, apply: true }
  const half = { ...whole, prefix: HALF, folder: set.half, apply: false }
  const counted = await countRequests(access)
  const ofHalf = await inProcess<Mirrored>(subject, { ...half, access: counted.access })
  const requests = counted.close()
  const naive = await inProcess<Compared>(control, whole)
  const ours = await inProcess<Mirrored>(subject, whole satisfies MirrorJob)
  const named = (name: string) => `${set.files} files and as many keys: ${name}`
  yield* found(named, set, ours, naive)
  yield {
    name: named('compared by size and time (control: the SDK’s pages and a Map)'),
    unit: 's',
    ours: ours.seconds,
    control: naive.seconds,
    goal: 'ratio ≥ 1',
    ok: ours.seconds <= naive.seconds,
  }
  const pages = Math.ceil(set.files / 2 / 1000)
  yield {
    name: named('requests for half of them (control: full pages)'),
    unit: 'requests',
    ours: requests,
    control: pages,
    goal: '≤ 1.5 × control + 32',
    ok: requests <= pages * 1.5 + 32,
  }
  const comparing = named('most resident memory while comparing (control: half as many)')
  yield growthFigure(comparing, ours.peakBytes, ofHalf.peakBytes)
  yield {
    name: named('the same (control: the SDK’s pages and a Map)'),
    unit: 'MiB',
    ours: ours.peakBytes / MiB,
    control: naive.peakBytes / MiB,
    goal: 'ratio ≥ 1',
    ok: ours.peakBytes <= naive.peakBytes,
  }
  yield delay(named('event-loop delay while comparing, p99 (control: the same)'), ours, naive)
  yield {
    name: named('the last rows of all and of a class (control: the first)'),
    unit: 'ms',
    ours: ours.lastRows,
    control: ours.firstRows,
    goal: `≤ ${AT_ONCE}`,
    ok: ours.lastRows <= AT_ONCE,
  }
  const released = ofHalf.released ?? Number.POSITIVE_INFINITY
  yield {
    name: named('what else is asked while half of it is forgotten (control: the first rows)'),
    unit: 'ms',
    ours: released,
    control: ofHalf.firstRows,
    goal: `≤ ${AT_ONCE}`,
    ok: released <= AT_ONCE,
  }
  if (ours.applied) yield* made(named, set, ours.applied)
}

function* found(
  named: (name: string) => string,
  { fresh, changed, files }: MirrorSet,
  ours: Compared,
  naive: Compared,
): Generator<Figure> {
  const told = ({ fresh, changed, same, extra }: Compared) => [fresh, changed, same, extra]
  const right = [fresh, changed, files - fresh - changed, 0]
  for (const [what, counts] of [
    ['Pail', told(ours)],
    ['the control', told(naive)],
  ] as const) {
    const wrong = counts.reduce((sum, count, at) => sum + Math.abs(count - (right[at] ?? 0)), 0)
    const name = named(`names that ${what} takes for something else (control: what was made)`)
    yield { name, unit: 'names', ours: wrong, control: 0, goal: '0', ok: wrong === 0 }
  }
}

function* made(
  named: (name: string) => string,
  { fresh, changed }: MirrorSet,
  applied: Applied,
): Generator<Figure> {
  const expected = fresh + changed
  yield {
    name: named(`sent (control: what differs), in ${applied.seconds.toFixed(1)} s`),
    unit: 'files',
    ours: applied.items,
    control: expected,
    goal: 'the same, and nothing to do afterwards',
    ok: applied.items === expected && applied.left === 0,
  }
  const sending = named('most resident memory while sending (control: until half was done)')
  yield growthFigure(sending, applied.peakBytes, applied.warmBytes)
  yield delay(named('event-loop delay while sending, p99'), applied, applied)
}

function delay(
  name: string,
  ours: { readonly loopDelay: number },
  control: { readonly loopDelay: number },
): Figure {
  const goal = `≤ ${MOST_DELAY}`
  const ok = ours.loopDelay <= MOST_DELAY
  return { name, unit: 'ms', ours: ours.loopDelay, control: control.loopDelay, goal, ok }
}
