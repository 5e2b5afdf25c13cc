import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  CreateBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import type { Location } from '#shared/location.ts'
import type { TransferPlan } from '#shared/transfer-plan.ts'
import { PathSource } from '../../electron/transfers/path-source.ts'
import type { Transfers } from '../../electron/transfers/transfers.ts'
import type { Access } from './bench-playground.ts'

export const BUCKET = 'tuning'
const OBJECTS = 128
const SIZE = 2 * 1024 * 1024

/** Puts a bucket, and objects to fetch, where they are missing. */
export async function putObjects(access: Access): Promise<void> {
  const client = clientOf(access)
  try {
    await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: keyOf(OBJECTS - 1) }))
  } catch {
    await client.send(new CreateBucketCommand({ Bucket: BUCKET }))
    const body = randomBytes(SIZE)
    for (let index = 0; index < OBJECTS; index += 1) {
      const put = { Bucket: BUCKET, Key: keyOf(index), Body: body }
      await client.send(new PutObjectCommand(put))
    }
  } finally {
    client.destroy()
  }
}

/** Plans downloads of all objects, each into a folder of its own. */
export function downloads(transfers: Transfers, folder: string): () => Promise<TransferPlan> {
  return async () => {
    const target = await mkdtemp(join(folder, 'job-'))
    const selection = { keys: [], prefixes: ['o/'] }
    const request = { location: at(''), selection, folder: target, call: 'c' }
    return await transfers.planner.download('bench', request, new AbortController().signal)
  }
}

/** Plans uploads of as many files, each to a prefix of its own. */
export async function uploads(
  transfers: Transfers,
  folder: string,
  access: Access,
): Promise<() => Promise<TransferPlan>> {
  const client = clientOf(access)
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }))
  client.destroy()
  const source = join(folder, 'o')
  await mkdir(source)
  const bytes = randomBytes(SIZE)
  for (let index = 0; index < OBJECTS; index += 1) {
    await writeFile(join(folder, keyOf(index)), bytes)
  }
  return async () => {
    const target = at(`up/${randomUUID()}/`)
    const wish = { target, source: new PathSource([source]), call: 'c' }
    return await transfers.planner.upload('bench', wish, new AbortController().signal)
  }
}

function clientOf({ endpoint, region, ...credentials }: Access): S3Client {
  return new S3Client({ endpoint, region, credentials, forcePathStyle: true })
}

function at(prefix: string): Location {
  return { profileId: 'bench', bucket: BUCKET, prefix }
}

function keyOf(index: number): string {
  return `o/${String(index).padStart(4, '0')}.bin`
}
