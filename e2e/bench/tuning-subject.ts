import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  CreateBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { type Concurrency, DEFAULT_SETTINGS } from '#shared/settings.ts'
import { isActive } from '#shared/transfer.ts'
import { S3Connection } from '../../electron/storage/s3-connection.ts'
import { TransferLimits, tuningOf } from '../../electron/transfers/limits/transfer-limits.ts'
import { Transfers } from '../../electron/transfers/transfers.ts'
import type { Access } from './bench-playground.ts'
import { median } from './figure.ts'

export interface TuningInput {
  readonly access: Access
  readonly concurrency: Concurrency
  /** Seconds since the start between which bytes are counted. */
  readonly from: number
  readonly to: number
}

export interface TuningResult {
  /** Bytes a second, in the middle one of the seconds: a computer that was busy makes up for it later. */
  readonly rate: number
  /** How many were moved at once in the end. */
  readonly concurrency: number
}

const BUCKET = 'tuning'
const OBJECTS = 128
const SIZE = 2 * 1024 * 1024
/** So many jobs wait or run at a time, so that there is always something to move. */
const JOBS = 3

const result = await run(JSON.parse(process.argv[2] ?? '') as TuningInput)
process.stdout.write(JSON.stringify(result))
process.exit()

async function run({ access, concurrency, from, to }: TuningInput): Promise<TuningResult> {
  await putObjects(access)
  const folder = await mkdtemp(join(tmpdir(), 'pail-bench-down-'))
  const limits = new TransferLimits()
  limits.set({ ...tuningOf(DEFAULT_SETTINGS), concurrency })
  const connection = new S3Connection({
    profileName: 'Bench',
    endpoint: { type: 'custom', url: access.endpoint },
    region: access.region,
    addressing: 'path',
    credentials: { type: 'keys', ...access },
    readOnly: false,
  })
  const transfers = new Transfers({
    journal: join(folder, 'transfers.db'),
    storage: async () => connection.storage(BUCKET),
    limits,
    onSummary: () => undefined,
    onObjectsChanged: () => undefined,
    onPlanProgress: () => undefined,
  })
  try {
    const start = performance.now()
    const until = async (seconds: number): Promise<void> => {
      while (performance.now() - start < seconds * 1000) {
        await fill(transfers, folder)
        await sleep(50)
      }
    }
    await until(from)
    const rates: number[] = []
    for (let second = from; second < to; second += 1) {
      const [bytes, at] = [moved(transfers), performance.now()]
      await until(second + 1)
      rates.push(((moved(transfers) - bytes) * 1000) / (performance.now() - at))
    }
    return { rate: median(rates), concurrency: limits.concurrency.limit }
  } finally {
    await transfers.close()
    connection.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Starts another job whenever there are few. */
async function fill(transfers: Transfers, folder: string): Promise<void> {
  const all = transfers.list({ from: 0, to: 500 }).transfers
  if (all.filter(isActive).length >= JOBS) return
  const location = { profileId: 'bench', bucket: BUCKET, prefix: '' }
  const target = await mkdtemp(join(folder, 'job-'))
  const selection = { keys: [], prefixes: ['o/'] }
  const request = { location, selection, folder: target, call: 'c' }
  const plan = await transfers.planner.download('bench', request, new AbortController().signal)
  transfers.start({ planId: plan.id })
}

function moved(transfers: Transfers): number {
  return transfers
    .list({ from: 0, to: 500 })
    .transfers.reduce((sum, { bytesDone }) => sum + bytesDone, 0)
}

/** Only the first subject finds them missing. */
async function putObjects({ endpoint, region, ...credentials }: Access): Promise<void> {
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  try {
    await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: keyOf(OBJECTS - 1) }))
  } catch {
    await client.send(new CreateBucketCommand({ Bucket: BUCKET }))
    const body = randomBytes(SIZE)
    for (let index = 0; index < OBJECTS; index += 1) {
      const put = { Bucket: BUCKET, Key: keyOf(index), Body: body }
      await client.send(new PutObjectCommand(put))
    }
  }
  client.destroy()
}

function keyOf(index: number): string {
  return `o/${String(index).padStart(4, '0')}.bin`
}
