import type { SizeReport, SizeTarget } from '#shared/size.ts'
import type { PageSource } from '../storage/list-unordered.ts'
import { findObjects } from '../transfers/find-objects.ts'
import type { TransferStorage } from '../transfers/transfer-storage.ts'
import { Walk, type WalkPlace } from '../walks/walk.ts'
import { Tally } from './tally.ts'

/** What counting needs of a bucket. */
export type SizeStorage = TransferStorage & PageSource

export interface SizeCountOptions {
  readonly id: string
  readonly target: SizeTarget
  readonly storage: (profileId: string, bucket: string) => Promise<SizeStorage>
  readonly onChange: () => void
}

/** Counts one target. What was counted is never thrown away, also not by a failure. */
export class SizeCount {
  readonly id: string
  readonly #target: SizeTarget
  readonly #options: SizeCountOptions
  readonly #tally = new Tally()
  readonly #walk: Walk
  #begun = false
  #finished: number | undefined

  constructor(options: SizeCountOptions) {
    const { target, storage } = options
    this.id = options.id
    this.#target = target
    this.#options = options
    this.#walk = new Walk({
      places: signal => this.#places(signal),
      source: bucket => storage(target.profileId, bucket),
      onObjects: (bucket, objects) => {
        for (const object of objects) this.#tally.add(bucket, object)
      },
      onChange: options.onChange,
    })
  }

  async run(): Promise<void> {
    this.#begun = true
    await this.#walk.run()
    this.#finished = Date.now()
    this.#options.onChange()
  }

  get isCounting(): boolean {
    return this.#begun && this.#walk.progress().status === 'running'
  }

  stop(): void {
    this.#walk.stop()
  }

  goOn(): void {
    this.#walk.goOn()
  }

  close(): void {
    this.#walk.close()
  }

  report(): SizeReport {
    const { status, requests, current, failures } = this.#walk.progress()
    const running = this.#begun ? 'counting' : 'waiting'
    return {
      id: this.id,
      status: status === 'running' ? running : status,
      ...this.#tally.report(),
      requests,
      ...(current ? { current: current.key } : {}),
      ...(this.#finished === undefined ? {} : { finished: this.#finished }),
      failures: [...failures],
    }
  }

  async #places(signal: AbortSignal): Promise<WalkPlace[]> {
    const target = this.#target
    if (target.type === 'buckets') return target.buckets.map(bucket => ({ bucket, prefix: '' }))
    const { profileId, bucket, selection } = target
    const prefixes = selection.prefixes.filter(
      prefix => !selection.prefixes.some(other => other !== prefix && prefix.startsWith(other)),
    )
    const keys = selection.keys.filter(key => !prefixes.some(prefix => key.startsWith(prefix)))
    if (keys.length > 0) {
      const storage = await this.#options.storage(profileId, bucket)
      const { found } = await findObjects(storage, commonStart(keys), keys, signal)
      for (const object of found.values()) this.#tally.add(bucket, object)
    }
    return prefixes.map(prefix => ({ bucket, prefix }))
  }
}

/** What all keys begin with. */
function commonStart(keys: readonly string[]): string {
  let start = keys[0] ?? ''
  for (const key of keys) while (!key.startsWith(start)) start = start.slice(0, -1)
  // Half a character is no prefix a server would understand.
  return start.isWellFormed() ? start : start.slice(0, -1)
}
