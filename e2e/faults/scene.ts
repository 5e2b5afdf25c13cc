import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import type { startPlayground } from '../../electron/playground/start-playground.ts'
import { writeTree } from '../harness/local-files.ts'
import { zipFiles } from '../harness/zip-files.ts'
import { type Content, type Kind, type Scenery, type Side, sceneryOf } from './kinds.ts'
import { openRelay } from './relay.ts'
import { runVictim } from './run-victim.ts'

const MiB = 1024 * 1024
/** Parts in flight of the one large file, and what four small files and HTTP take: bytes. */
const BOUND = 4 * 8 * MiB + 2 * MiB
const PART_FILE = '.pail-part'

/** What killing a kind of job at many moments did; everything but `kills` should be 0. */
export interface KillFigures {
  kills: number
  /** Final files, or objects, that are not whole. */
  partial: number
  /** Files or objects that are missing, left over, or there twice. */
  lostOrDoubled: number
  unreadableJournals: number
  /** Multipart uploads and part files that nobody ended. */
  orphans: number
  /** Times that more bytes were sent again than what may be on its way at each kill. */
  overBound: number
}

export interface SceneOptions {
  readonly kind: Kind
  readonly server: Awaited<ReturnType<typeof startPlayground>>
  readonly folder: string
  readonly bucket: string
}

/** One job with its bucket, its folder of files and its journal. */
export class Scene {
  readonly #options: SceneOptions
  /** Holds the files, named as their objects are. */
  readonly #files: string
  readonly #journal: string
  readonly #sdk: S3Client
  #scenery!: Scenery

  constructor(options: SceneOptions) {
    this.#options = options
    this.#files = join(options.folder, 'files')
    this.#journal = join(options.folder, 'transfers.db')
    const { endpoint, region, accessKeyId, secretAccessKey } = options.server
    const credentials = { accessKeyId, secretAccessKey }
    this.#sdk = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  }

  async prepare(seed: number): Promise<void> {
    const { bucket, kind } = this.#options
    this.#scenery = sceneryOf(kind, seed)
    const { files, objects } = this.#scenery
    await this.#sdk.send(new CreateBucketCommand({ Bucket: bucket }))
    await mkdir(join(this.#files, 'd'), { recursive: true })
    await writeTree(this.#files, Object.fromEntries(files.before))
    for (const [Key, Body] of objects.before) {
      await this.#sdk.send(new PutObjectCommand({ Bucket: bucket, Key, Body }))
    }
  }

  /** Kills, starts again, kills again; in the end lets the job finish. */
  async kill(
    bundle: string,
    figures: KillFigures,
    most: number,
    random: () => number,
  ): Promise<void> {
    const { kind, server, bucket } = this.#options
    const relay = await openRelay(server.endpoint)
    const { region, accessKeyId, secretAccessKey } = server
    const access = { endpoint: relay.endpoint, region, accessKeyId, secretAccessKey }
    const folder = join(this.#files, 'd')
    const orders = { kind, ...access, bucket, folder, journal: this.#journal }
    let killed = 0
    try {
      for (;;) {
        // Most moments come early, where the job is at its busiest.
        const after = killed < most ? random() ** 2 * 600 : undefined
        const ending = await runVictim(bundle, orders, after)
        if (!this.#isReadable()) figures.unreadableJournals += 1
        figures.partial += await this.#partial()
        figures.lostOrDoubled += await this.#lostOnTheWay()
        if (ending.type === 'killed') {
          killed += 1
          continue
        }
        if (ending.status !== 'done') {
          figures.lostOrDoubled += 1
          process.stderr.write(`${JSON.stringify(ending)}\n`)
        }
        break
      }
    } finally {
      relay.close()
    }
    figures.kills += killed
    const { crossing } = this.#scenery
    const crossed = crossing?.way === 'up' ? relay.sent() : relay.received()
    if (crossing && crossed > crossing.bytes + (killed + 1) * BOUND) figures.overBound += 1
    // A job that was quicker than its killer counts as one moment after its end.
    if (killed === 0) figures.kills += 1
  }

  /** Looks at what is there in the end. */
  async judge(figures: KillFigures): Promise<void> {
    const { files, objects } = this.#scenery
    const keys = [...(await this.#objects()).keys()]
    figures.lostOrDoubled += differences(keys, [...objects.after.keys()])
    for (const [key, content] of objects.after) {
      if (!(await isContent(content, () => this.#get(key)))) figures.partial += 1
    }
    const names = await this.#names()
    const whole = names.filter(name => !name.endsWith(PART_FILE))
    figures.orphans += names.length - whole.length
    figures.lostOrDoubled += differences(whole, [...files.after.keys()])
    const { Uploads } = await this.#sdk.send(
      new ListMultipartUploadsCommand({ Bucket: this.#options.bucket }),
    )
    figures.orphans += Uploads?.length ?? 0
    this.#sdk.destroy()
  }

  /** Files and objects that are neither what they were nor what they will be, after a kill. */
  async #partial(): Promise<number> {
    const { files, objects } = this.#scenery
    let partial = 0
    for (const name of await this.#names()) {
      if (name.endsWith(PART_FILE)) continue
      const path = join(this.#files, name)
      const known = await Promise.all(
        versions(files, name).map(content => isContent(content, () => readFile(path), path)),
      )
      if (!known.includes(true)) partial += 1
    }
    for (const [key, object] of await this.#objects()) {
      if (!versions(objects, key).some(content => isListed(content, object))) partial += 1
    }
    return partial
  }

  /** What is neither where it was nor where it will be, after a kill. */
  async #lostOnTheWay(): Promise<number> {
    const { oneOf } = this.#scenery
    const keys = await this.#objects()
    const names = new Set(await this.#names())
    const lost = (places: { has(name: string): boolean }, each: readonly (readonly string[])[]) =>
      each.filter(one => !one.some(name => places.has(name))).length
    return lost(keys, oneOf.objects) + lost(names, oneOf.files)
  }

  #isReadable(): boolean {
    const database = new DatabaseSync(this.#journal)
    try {
      const row = database.prepare('PRAGMA integrity_check').get()
      return row?.['integrity_check'] === 'ok'
    } catch {
      return false
    } finally {
      database.close()
    }
  }

  async #names(): Promise<string[]> {
    const entries = await readdir(this.#files, { recursive: true, withFileTypes: true })
    return entries
      .filter(entry => entry.isFile())
      .map(({ parentPath, name }) => relative(this.#files, join(parentPath, name)))
      .map(path => path.split(sep).join('/'))
  }

  async #objects(): Promise<Map<string, Listed>> {
    const { Contents = [] } = await this.#sdk.send(
      new ListObjectsV2Command({ Bucket: this.#options.bucket }),
    )
    return new Map(
      Contents.map(({ Key = '', Size = -1, ETag = '' }) => [Key, { size: Size, etag: ETag }]),
    )
  }

  async #get(key: string): Promise<Buffer> {
    const answer = await this.#sdk
      .send(new GetObjectCommand({ Bucket: this.#options.bucket, Key: key }))
      .catch(() => undefined)
    return Buffer.from((await answer?.Body?.transformToByteArray()) ?? [])
  }
}

interface Listed {
  readonly size: number
  readonly etag: string
}

function versions({ before, after }: Side, name: string): Content[] {
  return [before.get(name), after.get(name)].filter(content => content !== undefined)
}

/** What a listing says of it: an object in parts has no MD5 of the whole. */
function isListed(content: Content, { size, etag }: Listed): boolean {
  if (!Buffer.isBuffer(content) || content.length !== size) return false
  return etag.includes('-') || etag === `"${createHash('md5').update(content).digest('hex')}"`
}

async function isContent(
  content: Content,
  read: () => Promise<Buffer>,
  path = '',
): Promise<boolean> {
  if (Buffer.isBuffer(content)) return content.equals(await read())
  const found = await zipFiles(path)
  const { zipOf } = content
  return (
    found.size === zipOf.size &&
    [...zipOf].every(([name, bytes]) => found.get(name)?.bytes.equals(bytes))
  )
}

function differences(found: readonly string[], wanted: readonly string[]): number {
  const [have, want] = [new Set(found), new Set(wanted)]
  const missing = wanted.filter(name => !have.has(name)).length
  const surplus = found.filter(name => !want.has(name)).length
  return missing + surplus + (found.length - have.size)
}
