import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3'
import type { Access } from './bench-playground.ts'
import { watchLoop } from './loop-delay.ts'

/** What the SDK's own paginator took for a whole listing. */
export interface SdkResult {
  readonly seconds: number
  readonly entries: number
  readonly loopDelay: number
  readonly heapBytes: number
}

interface Input {
  readonly access: Access
  readonly bucket: string
  readonly prefix: string
  /** Pages to read at most: the time of the whole is then worked out from them. */
  readonly mostPages: number
}

const { access, bucket, prefix, mostPages } = JSON.parse(process.argv[2] ?? '') as Input
const { endpoint, region, ...credentials } = access
const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
const before = process.memoryUsage().heapUsed
const loopDelay = watchLoop()
const started = performance.now()
let entries = 0
let pages = 0
const request = { Bucket: bucket, Prefix: prefix, Delimiter: '/' }
for await (const page of paginateListObjectsV2({ client }, request)) {
  entries += (page.Contents?.length ?? 0) + (page.CommonPrefixes?.length ?? 0)
  pages += 1
  if (pages === mostPages) break
}
const result: SdkResult = {
  seconds: (performance.now() - started) / 1000,
  entries,
  loopDelay: loopDelay(),
  heapBytes: process.memoryUsage().heapUsed - before,
}
client.destroy()
process.stdout.write(JSON.stringify(result))
