import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Child, startChild } from '../harness/child.ts'
import type { Access } from './bench-playground.ts'
import type { Figure } from './figure.ts'
import { inProcess } from './in-process.ts'
import type { TuningInput, TuningResult } from './tuning-subject.ts'

/** What the link is shaped to: flags of the playground. */
const LINKS = [
  { name: 'clean', flags: [] },
  { name: '100 Mb/s at 80 ms', flags: ['--rate', '12500000', '--delay', '40'] },
  { name: '20 Mb/s', flags: ['--rate', '2500000', '--delay', '10'] },
  { name: '2 % loss', flags: ['--rate', '12500000', '--delay', '10', '--loss', '2'] },
  { name: 'jitter', flags: ['--rate', '6250000', '--delay', '20', '--jitter', '60'] },
] as const

const FIXED = [2, 4, 8, 16, 32]
/** Seconds: the control is measured once it has settled, ours once it has had ten to find out. */
const CONTROL = { from: 3, to: 8 }
const OURS = { from: 10, to: 17 }
const WORTH = 0.9

/**
 * Downloads of 2 MiB objects over five links: what moves when Pail finds out by itself how many to
 * move at once, against the best fixed number of the same run. The first link has objects put.
 */
export async function* tuning(): AsyncGenerator<Figure> {
  const data = await mkdtemp(join(tmpdir(), 'pail-bench-tuning-'))
  try {
    for (const { name, flags } of LINKS) yield* overLink(name, flags, data)
  } finally {
    await rm(data, { recursive: true, force: true })
  }
}

async function* overLink(
  name: string,
  flags: readonly string[],
  data: string,
): AsyncGenerator<Figure> {
  const args = ['dist/playground.mjs', '--data', data, ...flags]
  const child: Child<Access> = await startChild(args)
  try {
    const measure = (input: Omit<TuningInput, 'access'>) =>
      inProcess<TuningResult>('tuning-subject.ts', { access: child.hello, ...input })
    let best = { concurrency: 0, rate: 0 }
    for (const concurrency of FIXED) {
      const { rate } = await measure({ concurrency, ...CONTROL })
      if (rate > best.rate) best = { concurrency, rate }
    }
    const ours = await measure({ concurrency: 'automatic', ...OURS })
    yield {
      name: `${name}: downloads after ${OURS.from} s, ${ours.concurrency} at once (control: the best of ${FIXED.join(', ')} at once, ${best.concurrency})`,
      unit: 'MB/s',
      ours: ours.rate / 1e6,
      control: best.rate / 1e6,
      goal: `≥ ${WORTH} × control`,
      ok: ours.rate >= best.rate * WORTH,
    }
  } finally {
    await child.stop()
  }
}
