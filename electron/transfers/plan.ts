import { AppError } from '#shared/errors.ts'
import { DELIMITER, type Location } from '#shared/location.ts'
import {
  type Conflict,
  MAX_LISTED,
  type PlanProblem,
  type Selection,
  type TransferKind,
  type TransferPlan,
} from '#shared/transfer.ts'
import type { SourceBody } from './upload-source.ts'

/** A file to upload, or an empty folder (no `open`), which becomes a marker object. */
export interface UploadItem {
  readonly name: string
  readonly key: string
  readonly size: number
  readonly modified: number
  readonly open?: (signal: AbortSignal) => Promise<SourceBody>
  /** What has the key already. */
  readonly existing?: { readonly etag: string }
}

/** An object to download, or a folder (no `etag`) to make. There may be very many. */
export interface DownloadItem {
  readonly key: string
  readonly size: number
  readonly modified: number | undefined
  readonly etag: string | undefined
  /** Where it goes, below the chosen folder, when that is not simply its key. */
  readonly segments: readonly string[] | undefined
}

export interface DeleteItem {
  readonly key: string
  readonly size: number
}

/** Counts what a scan finds and keeps the first of it to show. */
export class PlanNotes {
  readonly #conflicts: Conflict[] = []
  readonly #problems: PlanProblem[] = []
  readonly #sample: string[] = []
  readonly #conflicting = new Set<number>()
  #problemCount = 0
  #items = 0
  #folders = 0
  #bytes = 0

  item(name: string, bytes: number): void {
    this.#items += 1
    this.#bytes += bytes
    if (this.#sample.length < 5) this.#sample.push(name)
  }

  folder(): void {
    this.#folders += 1
  }

  problem(name: string, effect: PlanProblem['effect'], reason: string): void {
    this.#problemCount += 1
    if (this.#problems.length < MAX_LISTED) this.#problems.push({ name, effect, reason })
  }

  /** @param item the item's place in the plan */
  conflict(item: number, conflict: Omit<Conflict, 'item'>): void {
    this.#conflicting.add(item)
    if (this.#conflicts.length < MAX_LISTED) {
      this.#conflicts.push({ item: String(item), ...conflict })
    }
  }

  /** Items whose name is taken. */
  get conflicting(): ReadonlySet<number> {
    return this.#conflicting
  }

  get progress(): { items: number; bytes: number } {
    return { items: this.#items, bytes: this.#bytes }
  }

  plan(id: string, kind: TransferKind): TransferPlan {
    return {
      id,
      kind,
      items: this.#items,
      folders: this.#folders,
      bytes: this.#bytes,
      conflicts: this.#conflicts,
      conflictCount: this.#conflicting.size,
      problems: this.#problems,
      problemCount: this.#problemCount,
      sample: this.#sample,
    }
  }
}

/**
 * A selection without what it names twice: a key or prefix below a chosen prefix is in it already.
 *
 * @throws AppError `invalid` for a prefix that is no folder, or anything outside the location.
 */
export function withoutOverlap(location: Location, selection: Selection): Selection {
  const prefixes: string[] = []
  for (const prefix of [...new Set(selection.prefixes)].sort()) {
    if (!prefix.startsWith(location.prefix) || !(prefix === '' || prefix.endsWith(DELIMITER))) {
      throw outside(prefix)
    }
    const above = prefixes.at(-1)
    if (above === undefined || !prefix.startsWith(above)) prefixes.push(prefix)
  }
  const keys = [...new Set(selection.keys)].filter(key => {
    if (!key.startsWith(location.prefix)) throw outside(key)
    return !isBelow(key, prefixes)
  })
  return { keys, prefixes }
}

/** @param prefixes sorted, none below another */
function isBelow(key: string, prefixes: readonly string[]): boolean {
  let low = 0
  let high = prefixes.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((prefixes[middle] ?? '') <= key) low = middle + 1
    else high = middle
  }
  const candidate = prefixes[low - 1]
  return candidate !== undefined && key.startsWith(candidate)
}

function outside(keyOrPrefix: string): AppError {
  return new AppError({
    code: 'invalid',
    message: `“${keyOrPrefix}” is not part of the folder that is shown.`,
    remedy: 'Select it again.',
    subject: { key: keyOrPrefix },
  })
}
