import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LinkShape } from '../../electron/playground/link/link-shape.ts'
import type { Figure } from './figure.ts'
import { inProcess } from './in-process.ts'
import { overLink } from './metered-link.ts'
import type { TuningInput, TuningResult } from './tuning-subject.ts'
import { putObjects } from './tuning-work.ts'

const LINKS: readonly { readonly name: string; readonly link: Partial<LinkShape> }[] = [
  { name: 'clean', link: {} },
  { name: '100 Mb/s at 80 ms', link: { rate: 12_500_000, delay: 40 } },
  { name: '20 Mb/s', link: { rate: 2_500_000, delay: 10 } },
  { name: '2 % loss', link: { rate: 12_500_000, delay: 10, loss: 0.02 } },
  { name: 'jitter', link: { rate: 6_250_000, delay: 20, jitter: 60 } },
]
const VERBS = ['download', 'upload'] as const

const FIXED = [2, 4, 8, 16, 32]
/**
 * Seconds: the control is measured once it has settled, ours once it has had ten to find out. Where
 * no line holds back, by then the disk does, so that both have to be measured at the same time.
 */
const OURS = { from: 10, to: 18 }
const CONTROL = { shaped: { from: 3, to: 7 }, clean: OURS }
const WORTH = 0.9

/** One way over one link. */
type Way = Pick<TuningInput, 'verb'> & { readonly name: string; readonly link: Partial<LinkShape> }

/**
 * Downloads and uploads of files of 2 MiB over five links: what comes through when Pail finds out by
 * itself how many to move at once, against the best fixed number of the same run.
 */
export async function* tuning(): AsyncGenerator<Figure> {
  const objects = await mkdtemp(join(tmpdir(), 'pail-bench-tuning-'))
  try {
    await overLink({ folder: objects, link: {} }, putObjects)
    for (const { name, link } of LINKS) {
      for (const verb of VERBS) yield await figureOf({ name, link, verb }, objects)
    }
  } finally {
    await rm(objects, { recursive: true, force: true })
  }
}

async function figureOf(way: Way, objects: string): Promise<Figure> {
  const measure = (how: Pick<TuningInput, 'concurrency' | 'from' | 'to'>) =>
    way.verb === 'download' ? moved(way, how, objects) : inEmptyFolder(at => moved(way, how, at))
  const control = way.link.rate === undefined ? CONTROL.clean : CONTROL.shaped
  let best = { concurrency: 0, rate: 0 }
  for (const concurrency of FIXED) {
    const { rate } = await measure({ concurrency, ...control })
    if (rate > best.rate) best = { concurrency, rate }
  }
  const ours = await measure({ concurrency: 'automatic', ...OURS })
  const numbers = `${ours.concurrency} at once, ${ours.most} at most`
  const controls = `the best of ${FIXED.join(', ')} at once, ${best.concurrency}`
  return {
    name: `${way.name}: ${way.verb}s after ${OURS.from} s, ${numbers} (control: ${controls})`,
    unit: 'MB/s',
    ours: ours.rate / 1e6,
    control: best.rate / 1e6,
    goal: `≥ ${WORTH} × control`,
    ok: ours.rate >= best.rate * WORTH,
  }
}

/** A playground is started for each measure, so that none finds what another left in its memory. */
function moved(
  { link, verb }: Way,
  how: Pick<TuningInput, 'concurrency' | 'from' | 'to'>,
  folder: string,
): Promise<TuningResult> {
  return overLink({ folder, link }, access =>
    inProcess<TuningResult>('tuning-subject.ts', { access, verb, ...how }),
  )
}

/** What is uploaded does not stay: the disk would be full. */
async function inEmptyFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'pail-bench-tuning-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
