// Compares a folder with a context as the app does, in a process of its own, and prints what it took.
import '../../electron/start/thread-pool.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MirrorPlan } from '#shared/mirror.ts'
import { benchTransfers, ended } from './bench-transfers.ts'
import { watchLoop } from './loop-delay.ts'
import type { Mirrored, MirrorJob } from './mirror-job.ts'

const WINDOW = 'bench'
const SAMPLE = 20
/** What a window asks for at a time. */
const ROWS = 200
/** How much of a job is done when everything is as it will be for the rest, 0–1. */
const WARM = 0.5

const job = JSON.parse(process.argv[2] ?? '') as MirrorJob
const own = mkdtempSync(join(tmpdir(), 'pail-bench-'))
const { transfers, handles } = benchTransfers(job.access, own)
try {
  process.stdout.write(JSON.stringify(await measure(job)))
} finally {
  await transfers.close()
  rmSync(own, { recursive: true, force: true })
}

async function measure({ apply, folder }: MirrorJob): Promise<Mirrored> {
  const nothing = mkdtempSync(join(own, 'nothing-'))
  // The thread is there, and a connection is open, as in an app that is in use.
  await transfers.mirrors.discard((await compare(nothing, 'nothing/')).id)
  const watch = watchMemory()
  const loopDelay = watchLoop()
  const started = performance.now()
  const plan = await compare(folder, job.prefix)
  const seconds = (performance.now() - started) / 1000
  const delay = loopDelay()
  const { peakBytes } = watch()
  const { tallies } = plan
  const counts = {
    fresh: tallies.new.items,
    changed: tallies.changed.items,
    same: tallies.same.items,
    extra: tallies.extra.items,
  }
  const firstRows = await rowsTime(plan, 0)
  const lastRows = await rowsTime(plan, tallies.same.items - ROWS)
  const rest = { ...counts, seconds, peakBytes, loopDelay: delay, firstRows, lastRows }
  return apply
    ? { ...rest, applied: await applied(plan) }
    : { ...rest, released: await released(plan) }
}

/** How long something else waits for the thread while a comparison is forgotten: milliseconds. */
async function released({ id }: MirrorPlan): Promise<number> {
  void transfers.mirrors.discard(id)
  const started = performance.now()
  await transfers.list({ from: 0, to: 1 })
  return performance.now() - started
}

function compare(folder: string, prefix: string): Promise<MirrorPlan> {
  const request = {
    direction: 'up',
    compare: 'time',
    location: { profileId: 'bench', bucket: job.bucket, prefix },
    folder: handles.addFolder(WINDOW, folder).handle,
    call: 'bench',
  } as const
  return transfers.mirrors.plan(WINDOW, request, new AbortController().signal)
}

/** How long the slower of two looks takes: at all rows, and at those of the largest class. */
async function rowsTime({ id }: MirrorPlan, from: number): Promise<number> {
  const times: number[] = []
  for (const which of [{}, { class: 'same' as const }]) {
    const started = performance.now()
    const rows = await transfers.mirrors.rows({ id, from, to: from + ROWS, ...which })
    times.push(performance.now() - started)
    if (rows.length !== ROWS) throw new Error(`${rows.length} rows came instead of ${ROWS}.`)
  }
  return Math.max(...times)
}

async function applied(plan: MirrorPlan) {
  let fraction = 0
  const watch = watchMemory(() => fraction < WARM)
  const loopDelay = watchLoop()
  const started = performance.now()
  const { id } = await transfers.mirrors.start(plan.id, undefined)
  const { itemsDone } = await ended(transfers, id, done => {
    fraction = done
  })
  const seconds = (performance.now() - started) / 1000
  const delay = loopDelay()
  const memory = watch()
  const { tallies } = await compare(job.folder, job.prefix)
  const left = tallies.new.items + tallies.changed.items
  return { items: itemsDone, ...memory, loopDelay: delay, seconds, left }
}

function watchMemory(isWarming = () => true): () => { peakBytes: number; warmBytes: number } {
  let peakBytes = process.memoryUsage.rss()
  let warmBytes = peakBytes
  const sampling = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
    if (isWarming()) warmBytes = peakBytes
  }, SAMPLE)
  return () => {
    clearInterval(sampling)
    return { peakBytes, warmBytes }
  }
}
