import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Location } from '#shared/location.ts'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import { type CopyMode, isUnfinished, type Transfer } from '#shared/transfer.ts'
import type { ConflictPolicy, TransferPlan } from '#shared/transfer-plan.ts'
import type { S3Storage } from '../../electron/storage/s3-storage.ts'
import { TransferLimits, tuningOf } from '../../electron/transfers/limits/transfer-limits.ts'
import { PathSource } from '../../electron/transfers/path-source.ts'
import type { TransferStorage } from '../../electron/transfers/transfer-storage.ts'
import { Transfers } from '../../electron/transfers/transfers.ts'
import type { UploadSource } from '../../electron/transfers/upload-source.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { connectTo, newBucket } from './storage-connection.ts'

const CLIENT = 'window'

/** A file manager on an empty bucket of its own. */
export async function newFileManager(
  server: RunningServer,
  { readOnly = false, lanes }: { readonly readOnly?: boolean; readonly lanes?: number } = {},
): Promise<FileManager> {
  const bucket = await newBucket(server)
  return new FileManager(connectTo(server, { readOnly }).storage(bucket), bucket, lanes)
}

/** The services a window would use, on one bucket and some local folders; ended with the test. */
export class FileManager {
  /** Another one stands for a profile that was corrected. */
  storage: TransferStorage
  readonly transfers: Transfers
  readonly changed = new Set<string>()
  /** The buckets of other profiles, by profile. */
  readonly buckets = new Map<string, TransferStorage>()
  readonly #bucket: string

  constructor(
    storage: S3Storage | TransferStorage,
    bucket = 'test',
    lanes = 4,
    journal = ':memory:',
    limits = new TransferLimits(),
  ) {
    this.storage = storage
    this.#bucket = bucket
    limits.set({ ...tuningOf(DEFAULT_SETTINGS), concurrency: lanes })
    this.transfers = new Transfers({
      storage: async profileId => this.buckets.get(profileId) ?? this.storage,
      journal,
      limits,
      onSummary: () => undefined,
      onObjectsChanged: ({ locations }) => {
        for (const { prefix } of locations) this.changed.add(prefix)
      },
      onPlanProgress: () => undefined,
    })
    this.transfers.restore()
    onTestFinished(() => this.transfers.close())
  }

  at(prefix: string): Location {
    return { profileId: 'test', bucket: this.#bucket, prefix }
  }

  planUpload(prefix: string, ...paths: string[]): Promise<TransferPlan> {
    return this.planSource(prefix, new PathSource(paths))
  }

  planSource(prefix: string, source: UploadSource): Promise<TransferPlan> {
    const request = { target: this.at(prefix), source, call: randomUUID() }
    return this.transfers.planner.upload(CLIENT, request, never())
  }

  planDownload(
    prefix: string,
    selection: { keys?: string[]; prefixes?: string[] },
    folder: string,
  ): Promise<TransferPlan> {
    const { keys = [], prefixes = [] } = selection
    const request = { location: this.at(prefix), selection: { keys, prefixes } }
    return this.transfers.planner.download(CLIENT, { ...request, folder, call: 'c' }, never())
  }

  planZip(
    prefix: string,
    selection: { keys?: string[]; prefixes?: string[] },
    folder: string,
  ): Promise<TransferPlan> {
    const { keys = [], prefixes = [] } = selection
    const request = { location: this.at(prefix), selection: { keys, prefixes } }
    return this.transfers.planner.zip(CLIENT, { ...request, folder, call: 'c' }, never())
  }

  planDelete(
    prefix: string,
    selection: { keys?: string[]; prefixes?: string[] },
  ): Promise<TransferPlan> {
    const { keys = [], prefixes = [] } = selection
    const request = { location: this.at(prefix), selection: { keys, prefixes }, call: 'c' }
    return this.transfers.planner.delete(CLIENT, request, never())
  }

  planCopy(
    mode: CopyMode,
    selection: { keys?: string[]; prefixes?: string[] },
    where: { from?: string; to: string; name?: string },
  ): Promise<TransferPlan> {
    const { keys = [], prefixes = [] } = selection
    const { from = '', to, ...name } = where
    const places = { from: this.at(from), to: this.at(to), ...name }
    const request = { mode, ...places, selection: { keys, prefixes }, call: 'c' }
    return this.transfers.planner.copy(CLIENT, request, never())
  }

  /** Starts a plan and waits for its end. */
  async run(plan: TransferPlan, all?: ConflictPolicy): Promise<Transfer> {
    const conflicts = all ? { conflicts: { all, byItem: {} } } : {}
    return await this.end(this.transfers.start({ planId: plan.id, ...conflicts }).id)
  }

  async end(id: string): Promise<Transfer> {
    for (;;) {
      const transfer = this.transfer(id)
      if (!isUnfinished(transfer)) return transfer
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  }

  transfer(id: string): Transfer {
    const found = this.transfers.list({ from: 0, to: 500 }).transfers.find(one => one.id === id)
    if (!found) throw new Error(`There is no transfer ${id}.`)
    return found
  }

  async keys(prefix = ''): Promise<string[]> {
    const keys: string[] = []
    for await (const page of this.storage.listAll({ prefix })) {
      keys.push(...page.objects.map(({ key }) => key))
    }
    return keys
  }
}

export function never(): AbortSignal {
  return new AbortController().signal
}

/** A folder of the test's own, with the given files (`name/` makes an empty folder). */
export async function localFolder(
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pail-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    await mkdir(name.endsWith('/') ? path : dirname(path), { recursive: true })
    if (!name.endsWith('/')) await writeFile(path, content)
  }
  return folder
}

/** Every file below a folder by its path in it; folders with nothing in them as `name/`. */
export async function filesIn(folder: string): Promise<Record<string, Buffer | 'folder'>> {
  const found: Record<string, Buffer | 'folder'> = {}
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(folder.length + 1)
    if (entry.isFile()) found[name] = await readFile(path)
    else if ((await readdir(path)).length === 0) found[`${name}/`] = 'folder'
  }
  return found
}

/** Bytes that look random and are the same every time. */
export function noise(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length)
  let state = seed || 1
  for (let at = 0; at < length; at += 1) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    bytes[at] = state
  }
  return bytes
}
