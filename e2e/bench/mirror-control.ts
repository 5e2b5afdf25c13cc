// Compares a folder with a context as a script of some lines does: everything in memory, by size and
// time. Prints what it took.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3'
import { watchLoop } from './loop-delay.ts'
import type { Compared, MirrorJob } from './mirror-job.ts'

const SAMPLE = 20

const { access, bucket, prefix, folder } = JSON.parse(process.argv[2] ?? '') as MirrorJob
const { endpoint, region, ...credentials } = access
const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
let peakBytes = process.memoryUsage.rss()
const sampling = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
}, SAMPLE)
const loopDelay = watchLoop()
const started = performance.now()
const [objects, files] = await Promise.all([listed(), walked(folder, '')])
const counts = { fresh: 0, changed: 0, same: 0, extra: 0 }
for (const [name, { size, modified }] of files) {
  const object = objects.get(name)
  if (!object) counts.fresh += 1
  else if (object.size !== size || object.modified < modified) counts.changed += 1
  else counts.same += 1
}
for (const name of objects.keys()) if (!files.has(name)) counts.extra += 1
const seconds = (performance.now() - started) / 1000
clearInterval(sampling)
const result: Compared = { seconds, ...counts, peakBytes, loopDelay: loopDelay() }
client.destroy()
process.stdout.write(JSON.stringify(result))

interface Side {
  readonly size: number
  readonly modified: number
}

async function listed(): Promise<Map<string, Side>> {
  const found = new Map<string, Side>()
  for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
    for (const { Key = '', Size = 0, LastModified } of page.Contents ?? []) {
      found.set(Key.slice(prefix.length), { size: Size, modified: LastModified?.getTime() ?? 0 })
    }
  }
  return found
}

/** A folder after the other; all that is in one at once. */
async function walked(
  path: string,
  before: string,
  found = new Map<string, Side>(),
): Promise<Map<string, Side>> {
  const entries = await readdir(path, { withFileTypes: true })
  await Promise.all(
    entries.map(async entry => {
      if (!entry.isFile()) return
      const { size, mtimeMs } = await stat(join(path, entry.name))
      found.set(before + entry.name, { size, modified: mtimeMs })
    }),
  )
  for (const entry of entries) {
    if (!entry.isDirectory()) continue
    await walked(join(path, entry.name), `${before}${entry.name}/`, found)
  }
  return found
}
