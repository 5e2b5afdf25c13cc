import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { seededRandom } from '../../electron/playground/sample/seeded-random.ts'
import { startPlayground } from '../../electron/playground/start-playground.ts'
import { zipFiles } from '../harness/zip-files.ts'
import type { Orders } from './orders.ts'
import { openRelay } from './relay.ts'
import { bundleVictim, runVictim } from './run-victim.ts'
import { seededBytes } from './seeded.ts'

const MiB = 1024 * 1024
/** Parts in flight of the one large file, and what four small files and HTTP take: bytes. */
const BOUND = 4 * 8 * MiB + 2 * MiB

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
  /** Times that more bytes were sent again than {@link BOUND} for each kill. */
  overBound: number
}

/**
 * Kills a Pail that uploads, downloads, zips, moves or deletes, again and again, at moments that a seed decides,
 * until its job is done; then does the same with a new job, until there were enough kills.
 */
export async function killAtMoments(
  kind: Orders['kind'],
  kills: number,
  seed: number,
): Promise<KillFigures> {
  const random = seededRandom(seed)
  const total = { partial: 0, lostOrDoubled: 0, unreadableJournals: 0, orphans: 0, overBound: 0 }
  const figures: KillFigures = { kills: 0, ...total }
  const place = await mkdtemp(join(tmpdir(), 'pail-kill-'))
  const playground = await startPlayground({ folder: join(place, 'playground') })
  try {
    const bundle = await bundleVictim(join(place, 'bundle'))
    for (let round = 0; figures.kills < kills; round += 1) {
      const scene = new Scene(kind, playground, join(place, String(round)), round)
      await scene.prepare(seed + round)
      // A kill near the end of one job leaves little for the next, so each gets at most five.
      await scene.kill(bundle, figures, Math.min(5, kills - figures.kills), random)
      await scene.judge(figures)
    }
    return figures
  } finally {
    await playground.close()
    await rm(place, { recursive: true, force: true })
  }
}

/** One job with its bucket, its folder and its journal. */
class Scene {
  readonly #kind: Orders['kind']
  readonly #server: Awaited<ReturnType<typeof startPlayground>>
  readonly #place: string
  readonly #bucket: string
  readonly #sdk: S3Client
  readonly #files = new Map<string, Buffer>()

  constructor(
    kind: Orders['kind'],
    server: Awaited<ReturnType<typeof startPlayground>>,
    place: string,
    round: number,
  ) {
    this.#kind = kind
    this.#server = server
    this.#place = place
    this.#bucket = `kill-${kind}-${round}`
    const { endpoint, region, accessKeyId, secretAccessKey } = server
    const credentials = { accessKeyId, secretAccessKey }
    this.#sdk = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  }

  async prepare(seed: number): Promise<void> {
    await this.#sdk.send(new CreateBucketCommand({ Bucket: this.#bucket }))
    const few = this.#kind !== 'delete'
    if (few && this.#kind !== 'move')
      this.#files.set('d/large.bin', seededBytes(17 * MiB - 3, seed))
    for (let at = 0; at < (few ? 24 : 120); at += 1) {
      this.#files.set(`d/${at % 5}/${at}.bin`, seededBytes(4 + at * 101, seed + at))
    }
    await mkdir(join(this.#place, 'target'), { recursive: true })
    for (const [name, bytes] of this.#files) {
      if (this.#kind === 'upload') {
        const path = join(this.#place, name)
        await mkdir(dirname(path), { recursive: true })
        await writeFile(path, bytes)
      } else await this.#put(name, bytes)
    }
    await this.#put('neighbor', Buffer.from('stays'))
  }

  /** Kills, starts again, kills again; in the end lets the job finish. */
  async kill(
    bundle: string,
    figures: KillFigures,
    most: number,
    random: () => number,
  ): Promise<void> {
    const relay = await openRelay(this.#server.endpoint)
    const moved = () => (this.#kind === 'upload' ? relay.sent() : relay.received())
    const { region, accessKeyId, secretAccessKey } = this.#server
    const access = { endpoint: relay.endpoint, region, accessKeyId, secretAccessKey }
    const folder = join(this.#place, this.#kind === 'upload' ? 'd' : 'target')
    const journal = join(this.#place, 'transfers.db')
    const orders = { kind: this.#kind, ...access, bucket: this.#bucket, folder, journal }
    const size = [...this.#files.values()].reduce((sum, bytes) => sum + bytes.length, 0)
    let killed = 0
    try {
      for (;;) {
        // Most moments come early, where the job is at its busiest.
        const after = killed < most ? random() ** 2 * 600 : undefined
        const ending = await runVictim(bundle, orders, after)
        if (!this.#isReadable(journal)) figures.unreadableJournals += 1
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
    if (this.#movesBytes() && moved() > size + (killed + 1) * BOUND) figures.overBound += 1
    // A job that was quicker than its killer counts as one moment after its end.
    if (killed === 0) figures.kills += 1
  }

  async judge(figures: KillFigures): Promise<void> {
    const keys = await this.#keys()
    const wanted =
      this.#kind === 'delete' ? [] : Array.from(this.#files.keys(), name => this.#final(name))
    figures.lostOrDoubled += differences(keys, [...wanted, 'neighbor'])
    if (this.#kind === 'download' || this.#kind === 'zip') {
      const names = (await this.#localFiles()).map(name => `d/${name}`)
      const parts = names.filter(name => name.endsWith('.pail-part'))
      figures.orphans += parts.length
      const whole = names.filter(name => !name.endsWith('.pail-part'))
      figures.lostOrDoubled += differences(whole, this.#kind === 'zip' ? ['d/d.zip'] : wanted)
    }
    if (this.#kind === 'upload' || this.#kind === 'move') {
      for (const [name, bytes] of this.#files) {
        if (!bytes.equals(await this.#get(this.#final(name)))) figures.partial += 1
      }
    }
    const uploads = await this.#sdk.send(new ListMultipartUploadsCommand({ Bucket: this.#bucket }))
    figures.orphans += uploads.Uploads?.length ?? 0
    this.#sdk.destroy()
  }

  /** Final local files that are not what they should be, right after a kill. */
  async #partial(): Promise<number> {
    if (this.#kind === 'zip') return await this.#partialZips()
    if (this.#kind !== 'download') return 0
    let partial = 0
    for (const name of await this.#localFiles()) {
      if (name.endsWith('.pail-part')) continue
      const bytes = await readFile(join(this.#place, 'target', name))
      if (!this.#files.get(`d/${name}`)?.equals(bytes)) partial += 1
    }
    return partial
  }

  /** Zips under their final name that do not have everything in them. */
  async #partialZips(): Promise<number> {
    let partial = 0
    for (const name of await this.#localFiles()) {
      if (name.endsWith('.pail-part')) continue
      const found = await zipFiles(join(this.#place, 'target', name))
      const whole = [...this.#files].every(([key, bytes]) =>
        found.get(key.slice('d/'.length))?.bytes.equals(bytes),
      )
      if (!whole || found.size !== this.#files.size) partial += 1
    }
    return partial
  }

  /** Objects of a move that are neither where they were nor where they go to, right after a kill. */
  async #lostOnTheWay(): Promise<number> {
    if (this.#kind !== 'move') return 0
    const keys = new Set(await this.#keys())
    return [...this.#files.keys()].filter(name => !keys.has(name) && !keys.has(this.#final(name)))
      .length
  }

  /** The key that an object has in the end. */
  #final(name: string): string {
    return this.#kind === 'move' ? `moved/${name}` : name
  }

  #movesBytes(): boolean {
    return this.#kind === 'upload' || this.#kind === 'download'
  }

  #isReadable(journal: string): boolean {
    const database = new DatabaseSync(journal)
    try {
      const row = database.prepare('PRAGMA integrity_check').get()
      return row?.['integrity_check'] === 'ok'
    } catch {
      return false
    } finally {
      database.close()
    }
  }

  async #localFiles(): Promise<string[]> {
    const target = join(this.#place, 'target')
    const entries = await readdir(target, { recursive: true, withFileTypes: true })
    return entries
      .filter(entry => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(target.length + 1))
  }

  async #keys(): Promise<string[]> {
    const { Contents = [] } = await this.#sdk.send(
      new ListObjectsV2Command({ Bucket: this.#bucket }),
    )
    return Contents.map(({ Key = '' }) => Key)
  }

  async #get(key: string): Promise<Uint8Array> {
    const answer = await this.#sdk
      .send(new GetObjectCommand({ Bucket: this.#bucket, Key: key }))
      .catch(() => undefined)
    return (await answer?.Body?.transformToByteArray()) ?? new Uint8Array()
  }

  async #put(key: string, body: Buffer): Promise<void> {
    await this.#sdk.send(new PutObjectCommand({ Bucket: this.#bucket, Key: key, Body: body }))
  }
}

function differences(found: readonly string[], wanted: readonly string[]): number {
  const [have, want] = [new Set(found), new Set(wanted)]
  const missing = wanted.filter(name => !have.has(name)).length
  const surplus = found.filter(name => !want.has(name)).length
  return missing + surplus + (found.length - have.size)
}
