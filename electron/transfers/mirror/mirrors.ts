import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { AppError } from '#shared/errors.ts'
import type { Location } from '#shared/location.ts'
import type {
  MirrorChoice,
  MirrorClass,
  MirrorCompare,
  MirrorDirection,
  MirrorPlan,
  MirrorRow,
} from '#shared/mirror.ts'
import type { Transfer } from '#shared/transfer.ts'
import type { UploadRules } from '#shared/upload-rules.ts'
import type { Journal } from '../journal/journal.ts'
import { KeptForClients } from '../kept-for-clients.ts'
import { localSystem } from '../local-system.ts'
import { LocalTarget } from '../local-target.ts'
import type { TransferStorage } from '../transfer-storage.ts'
import type { ClassPlaces } from './class-places.ts'
import { MirrorBook } from './mirror-book.ts'
import type { MirrorCounts } from './mirror-counts.ts'
import { planMirror } from './plan-mirror.ts'

/** Comparisons a window may have waiting; the oldest makes room for the next. */
const MAX_PLANS = 4

/** What is to be made like what. */
export interface MirrorWish {
  readonly direction: MirrorDirection
  readonly compare: MirrorCompare
  readonly location: Location
  /** The path of a local folder. */
  readonly folder: string
  readonly rules: UploadRules
}

export interface MirrorsOptions {
  readonly journal: Journal
  readonly storage: (location: Location) => TransferStorage
  /** Makes a running transfer of the items that a job of the journal has. */
  readonly begin: (
    seq: number,
    job: Pick<Transfer, 'id' | 'kind' | 'location' | 'folder' | 'label'>,
  ) => Transfer
}

interface Waiting {
  readonly client: string
  /** Its number in the journal. */
  readonly seq: number
  readonly wish: MirrorWish
  readonly sourceEmpty: boolean
  readonly counts: MirrorCounts
  readonly places: ClassPlaces
  version: number
}

/** Compares folders with contexts, and starts what came of it. The rows are in the journal. */
export class Mirrors {
  readonly #options: MirrorsOptions
  readonly #waiting: KeptForClients<Waiting>

  constructor(options: MirrorsOptions) {
    this.#options = options
    const { jobs } = options.journal
    this.#waiting = new KeptForClients(MAX_PLANS, ({ seq }) => jobs.remove(seq))
  }

  /** @throws AppError when a side cannot be read to its end; nothing was changed then */
  async plan(
    client: string,
    wish: MirrorWish,
    onProgress: (found: { items: number; bytes: number }) => void,
    signal: AbortSignal,
  ): Promise<MirrorPlan> {
    const { jobs, comparisons } = this.#options.journal
    const target = await LocalTarget.at(wish.folder)
    const id = randomUUID()
    const seq = jobs.plan(id)
    const system = localSystem()
    const book = new MirrorBook(comparisons, seq, { direction: wish.direction, system })
    try {
      const storage = this.#options.storage(wish.location)
      await planMirror({ ...wish, target, system, storage, book, onProgress }, signal)
      signal.throwIfAborted()
    } catch (error) {
      jobs.remove(seq)
      throw error
    }
    const { sourceEmpty, counts, places } = book
    const asked = { ...wish, folder: target.root }
    const waiting = { client, seq, wish: asked, sourceEmpty, counts, places, version: 0 }
    this.#waiting.add(id, waiting)
    return this.#told(id, waiting)
  }

  /** Rows `from` (inclusive) to `to` (exclusive) of a class, or of all, in key order. */
  rows(
    id: string,
    which: { class?: MirrorClass | undefined; from: number; to: number },
  ): MirrorRow[] {
    const { comparisons } = this.#options.journal
    const { seq, places } = this.#get(id)
    const { class: wanted, from, to } = which
    if (!wanted) return comparisons.rows(seq, { from, to })
    return comparisons.ofClass(seq, wanted, places.find(wanted, from), Math.max(0, to - from))
  }

  /** Takes rows out of what will be done, or in again. */
  exclude(id: string, choice: MirrorChoice, excluded: boolean): MirrorPlan {
    const waiting = this.#get(id)
    const { seq, counts } = waiting
    const { comparisons } = this.#options.journal
    if (choice.type === 'class') {
      comparisons.excludeClass(seq, choice.class, excluded)
      counts.excludeClass(choice.class, excluded)
    } else {
      const row = comparisons.excludeRow(seq, choice.number, excluded)
      if (row) counts.exclude(row, excluded)
    }
    waiting.version += 1
    return this.#told(id, waiting)
  }

  /**
   * @param deletes how many names the user agreed to delete; `undefined`: nothing is deleted
   * @throws AppError `changed-meanwhile` when that is not what the plan would delete; `invalid` when
   *   there is nothing to do
   */
  async start(id: string, deletes: number | undefined): Promise<Transfer> {
    const waiting = this.#get(id)
    const { wish, seq } = waiting
    const { new: fresh, changed, extra } = this.#told(id, waiting).tallies
    const extras = extra.items - extra.excludedItems
    if (deletes !== undefined && deletes !== extras) throw notAgreed(deletes, extras)
    const copies = [fresh, changed].reduce((sum, { items, excludedItems }) => {
      return sum + items - excludedItems
    }, 0)
    if (copies + (deletes ?? 0) === 0) throw nothingToDo()
    const { direction, location, folder } = wish
    if (direction === 'down') {
      const bytes = [fresh, changed].reduce((sum, tally) => {
        return sum + tally.bytes - tally.excludedBytes
      }, 0)
      await (await LocalTarget.at(folder)).ensureRoom(bytes)
    }
    // Asked for twice, or discarded, meanwhile.
    if (!this.#waiting.take(id)) throw unknownPlan()
    const what = { direction, prefix: location.prefix, deletes: deletes !== undefined }
    await this.#options.journal.comparisons.makeItems(seq, what)
    const label = basename(folder)
    return this.#options.begin(seq, { id, kind: `mirror-${direction}`, location, folder, label })
  }

  discard(id: string): void {
    this.#waiting.remove(id)
  }

  /** Discards the comparisons of one window, or all. */
  leave(client?: string): void {
    this.#waiting.leave(client)
  }

  #get(id: string): Waiting {
    const waiting = this.#waiting.get(id)
    if (!waiting) throw unknownPlan()
    return waiting
  }

  #told(id: string, { wish, version, sourceEmpty, counts }: Waiting): MirrorPlan {
    return { id, direction: wish.direction, version, sourceEmpty, ...counts.told }
  }
}

function unknownPlan(): AppError {
  return new AppError({
    code: 'invalid',
    message: 'This comparison is no longer known.',
    remedy: 'Compare again.',
  })
}

function nothingToDo(): AppError {
  return new AppError({
    code: 'invalid',
    message: 'There is nothing to do: everything is the same, or was taken out.',
    remedy: 'Close the window, or put something in again.',
  })
}

function notAgreed(agreed: number, extras: number): AppError {
  return new AppError({
    code: 'changed-meanwhile',
    message: `${agreed} deletions were confirmed, but ${extras} would be done.`,
    remedy: 'Look at what would be deleted, and confirm it again.',
  })
}
