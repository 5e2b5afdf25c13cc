// Moves files without an end, and prints how fast they came through the link.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Concurrency, DEFAULT_SETTINGS } from '#shared/settings.ts'
import { isActive } from '#shared/transfer.ts'
import { S3Connection } from '../../electron/storage/s3-connection.ts'
import { TransferLimits, tuningOf } from '../../electron/transfers/limits/transfer-limits.ts'
import { Transfers } from '../../electron/transfers/transfers.ts'
import { benchConnection } from './bench-connection.ts'
import { median } from './figure.ts'
import type { MeteredAccess } from './metered-link.ts'
import type { Reading } from './metered-playground.ts'
import { BUCKET, downloads, uploads } from './tuning-work.ts'

export interface TuningInput {
  readonly access: MeteredAccess
  readonly verb: 'download' | 'upload'
  readonly concurrency: Concurrency
  /** Seconds since the start between which bytes are counted. */
  readonly from: number
  readonly to: number
}

export interface TuningResult {
  /** Bytes a second, in the middle one of the seconds: a computer that was busy makes up for it later. */
  readonly rate: number
  /** How many were moved at once in the end, and at most since bytes were counted. */
  readonly concurrency: number
  readonly most: number
}

/** So many jobs wait or run at a time, so that there is always something to move. */
const JOBS = 3

const result = await run(JSON.parse(process.argv[2] ?? '') as TuningInput)
process.stdout.write(JSON.stringify(result))
process.exit()

async function run(input: TuningInput): Promise<TuningResult> {
  const { access, verb, concurrency, from, to } = input
  const folder = await mkdtemp(join(tmpdir(), 'pail-bench-tuning-'))
  const limits = new TransferLimits()
  limits.set({ ...tuningOf(DEFAULT_SETTINGS), concurrency })
  const connection = new S3Connection(benchConnection(access))
  const transfers = new Transfers({
    journal: join(folder, 'transfers.db'),
    storage: async () => connection.storage(BUCKET),
    limits,
    onSummary: () => undefined,
    onObjectsChanged: () => undefined,
    onPlanProgress: () => undefined,
  })
  const plan =
    verb === 'upload' ? await uploads(transfers, folder, access) : downloads(transfers, folder)
  const fill = async (): Promise<void> => {
    const all = transfers.list({ from: 0, to: 500 }).transfers
    if (all.filter(isActive).length < JOBS) transfers.start({ planId: (await plan()).id })
  }
  try {
    const start = performance.now()
    const until = async (seconds: number): Promise<void> => {
      while (performance.now() - start < seconds * 1000) {
        await fill()
        await sleep(50)
      }
    }
    const read = async () => (await (await fetch(access.meter)).json()) as Reading
    await until(from)
    const rates: number[] = []
    let most = 0
    let before = await read()
    for (let second = from; second < to; second += 1) {
      await until(second + 1)
      const now = await read()
      const moved = verb === 'upload' ? now.up - before.up : now.down - before.down
      rates.push((moved * 1000) / (now.at - before.at))
      most = Math.max(most, limits.concurrency.limit)
      before = now
    }
    return { rate: median(rates), concurrency: limits.concurrency.limit, most }
  } finally {
    await transfers.close()
    connection.close()
    await rm(folder, { recursive: true, force: true })
  }
}
