import { randomUUID } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import type { LocalSystem } from '#shared/local-names.ts'
import { type Location, lastSegment } from '#shared/location.ts'
import type {
  ConflictDecision,
  Selection,
  Transfer,
  TransferPlan,
  TransfersSummary,
} from '#shared/transfer.ts'
import { TransferEngine } from './engine.ts'
import { latestStorage } from './latest-storage.ts'
import type { LocalHandles } from './local-handles.ts'
import { LocalTarget } from './local-target.ts'
import { planDelete } from './plan-delete.ts'
import { planDownload } from './plan-download.ts'
import { planUpload } from './plan-upload.ts'
import type { TransferStorage } from './transfer-storage.ts'
import type { Work } from './work.ts'
import { type Answers, answersFor, deleteWork, downloadWork, uploadWork } from './works.ts'

/** Plans a window may have waiting for an answer; the oldest makes room for the next. */
const MAX_PLANS = 16
/** Milliseconds between two words about how far a scan has come. */
const PROGRESS_EVERY = 100

/** How far the scan of a plan has come; `call` is the call that asked for it. */
export interface PlanProgress {
  call: string
  items: number
  bytes: number
}

export interface TransfersOptions {
  storage: (profileId: string, bucket: string) => Promise<TransferStorage>
  /** Items in flight at once. */
  lanes: () => number
  handles: LocalHandles
  onSummary: (summary: TransfersSummary) => void
  onObjectsChanged: (locations: Location[]) => void
  onPlanProgress: (progress: PlanProgress, client: string) => void
}

interface StoredPlan {
  readonly client: string
  readonly plan: TransferPlan
  readonly location: Location
  readonly folder?: string
  readonly conflicting: ReadonlySet<number>
  work(answers: Answers): Work
  /** The plan will not be started. */
  close(): void
}

/** Plans and runs everything that moves many objects: uploads, downloads, deletes. */
export class Transfers {
  readonly #options: TransfersOptions
  readonly #engine: TransferEngine
  readonly #plans = new Map<string, StoredPlan>()

  constructor(options: TransfersOptions) {
    this.#options = options
    this.#engine = new TransferEngine(options)
  }

  /** @throws AppError of the storage when the target can't be listed; nothing was changed then */
  async planUpload(
    client: string,
    { target, handle, call }: { target: Location; handle: string; call: string },
    signal: AbortSignal,
  ): Promise<TransferPlan> {
    const source = this.#options.handles.source(client, handle)
    const storage = this.#storage(target)
    const onProgress = this.#progress(client, call)
    const { items, notes } = await planUpload({ target, source, storage, onProgress }, signal)
    const close = () => this.#options.handles.release(source)
    signal.throwIfAborted()
    return this.#keep({
      client,
      plan: notes.plan(randomUUID(), 'upload'),
      location: target,
      conflicting: notes.conflicting,
      work: answers => uploadWork({ items, answers, storage, close }),
      close,
    })
  }

  /** @param request `folder` is the handle of a local folder */
  async planDownload(
    client: string,
    request: { location: Location; selection: Selection; folder: string; call: string },
    signal: AbortSignal,
  ): Promise<TransferPlan> {
    const { location, selection, call } = request
    const folder = this.#options.handles.folder(client, request.folder)
    const target = await LocalTarget.at(folder)
    const storage = this.#storage(location)
    const onProgress = this.#progress(client, call)
    const asked = { location, selection, target, system: localSystem(), storage, onProgress }
    const { items, notes } = await planDownload(asked, signal)
    signal.throwIfAborted()
    return this.#keep({
      client,
      plan: notes.plan(randomUUID(), 'download'),
      location,
      folder,
      conflicting: notes.conflicting,
      work: answers => downloadWork({ items, answers, storage, target, prefix: location.prefix }),
      close: () => undefined,
    })
  }

  async planDelete(
    client: string,
    { location, selection, call }: { location: Location; selection: Selection; call: string },
    signal: AbortSignal,
  ): Promise<TransferPlan> {
    const storage = this.#storage(location)
    const onProgress = this.#progress(client, call)
    const { items, notes } = await planDelete({ location, selection, storage, onProgress }, signal)
    signal.throwIfAborted()
    return this.#keep({
      client,
      plan: notes.plan(randomUUID(), 'delete'),
      location,
      conflicting: notes.conflicting,
      work: () => deleteWork({ items, prefix: location.prefix, storage }),
      close: () => undefined,
    })
  }

  /** @throws AppError `already-exists` when names are taken and nobody said what to do with them */
  start({ planId, conflicts }: { planId: string; conflicts?: ConflictDecision }): Transfer {
    const stored = this.#plans.get(planId)
    if (!stored) throw unknownPlan()
    const { plan, location, folder, conflicting } = stored
    if (conflicting.size > 0 && !conflicts) throw undecided(plan)
    this.#plans.delete(planId)
    const answers: Answers = conflicts ? answersFor(conflicting, conflicts) : new Map()
    const work = stored.work(answers)
    const skipped = [...conflicting].filter(item => answers.get(item) === 'skip')
    const left = skipped.reduce((bytes, item) => bytes + work.size(item), 0)
    const transfer: Transfer = {
      id: plan.id,
      kind: plan.kind,
      location,
      ...(folder === undefined ? {} : { folder }),
      label: labelOf(plan, work),
      created: Date.now(),
      itemsTotal: work.count,
      itemsDone: 0,
      itemsSkipped: 0,
      itemsFailed: 0,
      bytesTotal: (plan.bytes ?? 0) - left,
      bytesDone: 0,
      failures: [],
      state: { status: 'queued' },
    }
    return this.#engine.start(transfer, work, skipped)
  }

  /** Forgets a plan that is not wanted. */
  discard(planId: string): void {
    this.#plans.get(planId)?.close()
    this.#plans.delete(planId)
  }

  /** Newest first, `from` (inclusive) to `to` (exclusive). */
  list({ from, to }: { from: number; to: number }): {
    summary: TransfersSummary
    transfers: Transfer[]
  } {
    return { summary: this.#engine.summary(), transfers: this.#engine.list(from, to) }
  }

  /** Resolves when nothing half-done is left of it. */
  cancel(id: string): Promise<void> {
    return this.#engine.cancel(id)
  }

  /** Does again what is not done of a failed or canceled transfer. */
  retry(id: string): Promise<void> {
    return this.#engine.retry(id)
  }

  /** Forgets what is done, failed or canceled. */
  clear(): void {
    this.#engine.clear()
  }

  /** The window is gone: so are its plans. What was started goes on. */
  leave(client: string): void {
    for (const [id, stored] of this.#plans) if (stored.client === client) this.discard(id)
  }

  /** Cancels everything and waits until nothing half-done is left. */
  async close(): Promise<void> {
    for (const id of [...this.#plans.keys()]) this.discard(id)
    await this.#engine.close()
  }

  #storage({ profileId, bucket }: Location): TransferStorage {
    return latestStorage(() => this.#options.storage(profileId, bucket))
  }

  #keep(stored: StoredPlan): TransferPlan {
    this.#plans.set(stored.plan.id, stored)
    const own = [...this.#plans].filter(([, { client }]) => client === stored.client)
    for (const [id] of own.slice(0, -MAX_PLANS)) this.discard(id)
    return stored.plan
  }

  #progress(client: string, call: string): (found: { items: number; bytes: number }) => void {
    let told = Number.NEGATIVE_INFINITY
    return found => {
      const now = performance.now()
      if (now - told < PROGRESS_EVERY) return
      told = now
      this.#options.onPlanProgress({ call, ...found }, client)
    }
  }
}

function labelOf({ sample, items }: TransferPlan, work: Work): string {
  if (work.count === 1) return lastSegment(work.name(0))
  return items === 1 ? lastSegment(sample[0] ?? '') : `${work.count} items`
}

function localSystem(): LocalSystem {
  switch (process.platform) {
    case 'win32':
      return 'windows'
    case 'darwin':
      return 'mac'
    default:
      return 'linux'
  }
}

function unknownPlan(): AppError {
  return new AppError({
    code: 'invalid',
    message: 'This plan is no longer known.',
    remedy: 'Choose the files again.',
  })
}

function undecided({ conflictCount }: TransferPlan): AppError {
  const names = conflictCount === 1 ? 'One name is' : `${conflictCount} names are`
  return new AppError({
    code: 'already-exists',
    message: `${names} already taken, and nothing says what to do with them.`,
    remedy: 'Choose whether to replace, skip or keep both.',
  })
}
