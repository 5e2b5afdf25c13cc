import { randomUUID } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import type { SizeReport, SizeTarget } from '#shared/size.ts'
import { SizeCount, type SizeStorage } from './size-count.ts'

/** Counts under way in the whole app; more wait for their turn. */
const MOST_AT_ONCE = 3
/** Results a window keeps; the oldest make room. */
const MOST_KEPT = 100

export interface SizesOptions {
  readonly storage: (profileId: string, bucket: string) => Promise<SizeStorage>
  readonly onChange: (report: SizeReport, client: string) => void
}

interface Kept {
  readonly client: string
  readonly count: SizeCount
}

/** Folder sizes on demand. A result lives as long as its window. */
export class Sizes {
  readonly #options: SizesOptions
  readonly #kept = new Map<string, Kept>()
  readonly #waiting: Kept[] = []

  constructor(options: SizesOptions) {
    this.#options = options
  }

  /** Begins to count, or waits for its turn; answers at once. */
  start(client: string, target: SizeTarget): SizeReport {
    const id = randomUUID()
    const count = new SizeCount({
      id,
      target,
      storage: this.#options.storage,
      onChange: () => {
        if (this.#kept.has(id)) this.#options.onChange(count.report(), client)
      },
    })
    const kept = { client, count }
    this.#kept.set(id, kept)
    const own = [...this.#kept.values()].filter(other => other.client === client)
    for (const oldest of own.slice(0, -MOST_KEPT)) this.#drop(oldest)
    this.#waiting.push(kept)
    this.#next()
    return count.report()
  }

  stop(client: string, id: string): void {
    this.#of(client, id).stop()
    this.#next()
  }

  goOn(client: string, id: string): void {
    this.#of(client, id).goOn()
  }

  state(client: string, id: string): SizeReport {
    return this.#of(client, id).report()
  }

  /** The window is gone: so is what it counted. */
  leave(client: string): void {
    for (const kept of this.#kept.values()) if (kept.client === client) this.#drop(kept)
  }

  #next(): void {
    while (this.#running() < MOST_AT_ONCE) {
      const next = this.#waiting.shift()
      if (!next) return
      void next.count.run().finally(() => this.#next())
    }
  }

  /** One that was stopped keeps nobody waiting. */
  #running(): number {
    return [...this.#kept.values()].filter(({ count }) => count.isCounting).length
  }

  #drop(kept: Kept): void {
    kept.count.close()
    this.#kept.delete(kept.count.id)
    const at = this.#waiting.indexOf(kept)
    if (at >= 0) this.#waiting.splice(at, 1)
    this.#next()
  }

  #of(client: string, id: string): SizeCount {
    const kept = this.#kept.get(id)
    if (kept?.client === client) return kept.count
    throw new AppError({
      code: 'invalid',
      message: 'This size is no longer known.',
      remedy: 'Calculate it again.',
    })
  }
}
