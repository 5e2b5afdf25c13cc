import { createReadStream, createWriteStream, mkdirSync, readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { AUTOMATIC } from '../../electron/transfers/limits/concurrency-controller.ts'
import type { TransferJob } from './transfer-job.ts'

/**
 * The same with the SDK as its documentation has it. `sdk`: lib-storage's `Upload` with its defaults,
 * streams, and as many files at once as Pail begins with; `loop`: one whole file after another.
 */
export async function transferBySdk(job: TransferJob) {
  const { endpoint, region, ...credentials } = job.access
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  // As warm as Pail is: the code is loaded, a connection is open.
  await client.send(new ListObjectsV2Command({ Bucket: job.bucket, Prefix: 'nothing/' }))
  return {
    // It does not tell how far it has come.
    fraction: () => 0,
    transfer: () => transferOf(client, job),
    close: async () => client.destroy(),
  }
}

async function transferOf(client: S3Client, job: TransferJob): Promise<void> {
  const { tool, verb, bucket: Bucket, set, folder, prefix } = job
  const lanes = tool === 'loop' ? 1 : AUTOMATIC.first
  const keyOf = (name: string) => `${prefix}${set.name}/${name}`
  switch (verb) {
    case 'upload':
      return await inLanes(lanes, readdirSync(folder), async name => {
        const [Key, path] = [keyOf(name), join(folder, name)]
        if (tool === 'loop') {
          await client.send(new PutObjectCommand({ Bucket, Key, Body: await readFile(path) }))
        } else {
          const Body = createReadStream(path)
          await new Upload({ client, params: { Bucket, Key, Body } }).done()
        }
      })
    case 'download': {
      const target = join(folder, set.name)
      mkdirSync(target, { recursive: true })
      return await inLanes(lanes, await keysOf(client, job), async Key => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
        const path = join(target, Key.slice(keyOf('').length))
        if (tool !== 'loop') await pipeline(Body as Readable, createWriteStream(path))
        else await writeFile(path, (await Body?.transformToByteArray()) ?? '')
      })
    }
    case 'copy':
      return await inLanes(lanes, await keysOf(client, job), async key => {
        const Key = `copied-by-${tool}/${key.slice(prefix.length)}`
        await client.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${key}` }))
      })
    case 'delete': {
      const keys = await keysOf(client, job)
      const batches = Array.from({ length: Math.ceil(keys.length / 1000) }, (_, at) =>
        keys.slice(at * 1000, at * 1000 + 1000),
      )
      return await inLanes(lanes, batches, async batch => {
        const Objects = batch.map(Key => ({ Key }))
        await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }))
      })
    }
    default:
      return verb satisfies never
  }
}

async function keysOf(client: S3Client, { bucket, prefix, set }: TransferJob): Promise<string[]> {
  const request = { Bucket: bucket, Prefix: `${prefix}${set.name}/` }
  const keys: string[] = []
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, request)) {
    keys.push(...Contents.map(({ Key = '' }) => Key))
  }
  return keys
}

async function inLanes<T>(
  lanes: number,
  items: readonly T[],
  use: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values()
  const lane = async () => {
    for (const item of waiting) await use(item)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
