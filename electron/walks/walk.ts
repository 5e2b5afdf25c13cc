import { AppError, type Failure } from '#shared/errors.ts'
import type { ObjectPage, S3Object } from '#shared/s3.ts'
import { listUnordered, type PageSource } from '../storage/list-unordered.ts'
import { Gate } from './gate.ts'

/** A prefix of a bucket with everything under it. */
export interface WalkPlace {
  readonly bucket: string
  readonly prefix: string
}

export interface WalkOptions {
  /** What to walk through; asked for when the walk begins, once. */
  readonly places: (signal: AbortSignal) => Promise<readonly WalkPlace[]>
  /** The bucket through the profile's connection of the moment. */
  readonly source: (bucket: string) => Promise<PageSource>
  /** The walk waits for it before it takes the next page. */
  readonly onObjects: (bucket: string, objects: readonly S3Object[]) => void | Promise<void>
  readonly onChange: () => void
}

/** How far a walk has come. There is no whole to be a part of: S3 does not know how much there is. */
export interface WalkProgress {
  readonly status: 'running' | 'stopped' | 'complete' | 'failed'
  readonly scanned: number
  readonly requests: number
  /** Milliseconds of walking, without the time it stood still. */
  readonly elapsed: number
  readonly current?: { readonly bucket: string; readonly key: string }
  readonly places: number
  readonly placesDone: number
  /** Why it stands, or why places were left out. */
  readonly failures: readonly Failure[]
}

/** Places walked through at a time; each has many requests in flight of its own. */
const LANES = 3
/** Failures of places that are told; a thousand denied buckets are all alike. */
const MOST_FAILURES = 20

/**
 * Every object under some places of a profile, each exactly once, in no particular order. Can be
 * stopped, goes on where it stood, and outlives a network that was away for a while.
 */
export class Walk {
  readonly #options: WalkOptions
  readonly #gate = new Gate()
  readonly #abort = new AbortController()
  #scanned = 0
  #requests = 0
  #places = 0
  #placesDone = 0
  #current: { bucket: string; key: string } | undefined
  #walked = 0
  /** Since when it has been walking, if it is. */
  #since: number | undefined
  #failures: Failure[] = []
  #end: 'complete' | 'failed' | undefined

  constructor(options: WalkOptions) {
    this.#options = options
  }

  /** Walks to the end, however often it is stopped on the way. Never rejects. */
  async run(): Promise<void> {
    const { signal } = this.#abort
    this.#tick()
    try {
      const places = await this.#throughGate(() => this.#options.places(signal))
      this.#places = places.length
      this.#options.onChange()
      const waiting = places.values()
      const lane = async () => {
        for (const place of waiting) await this.#walk(place)
      }
      await Promise.all(Array.from({ length: LANES }, lane))
    } catch (error) {
      if (!signal.aborted) this.#fail(error)
    }
    if (signal.aborted) return
    const allFailed = this.#failures.length > 0 && this.#placesDone === 0
    this.#end = allFailed ? 'failed' : 'complete'
    this.#current = undefined
    this.#tick()
    this.#options.onChange()
  }

  stop(): void {
    if (this.#end) return
    this.#gate.close()
    this.#tick()
    this.#options.onChange()
  }

  goOn(): void {
    this.#gate.open()
    this.#tick()
    this.#options.onChange()
  }

  /** Gives it up for good. */
  close(): void {
    this.#abort.abort()
  }

  progress(): WalkProgress {
    const held = this.#gate.failure
    const standing = this.#gate.isOpen ? 'running' : held ? 'failed' : 'stopped'
    return {
      status: this.#end ?? standing,
      scanned: this.#scanned,
      requests: this.#requests,
      elapsed: this.#walked + (this.#since === undefined ? 0 : performance.now() - this.#since),
      ...(this.#current ? { current: this.#current } : {}),
      places: this.#places,
      placesDone: this.#placesDone,
      failures: held ? [held, ...this.#failures] : this.#failures,
    }
  }

  /** Whether going on would do anything. */
  get canGoOn(): boolean {
    return this.#end === undefined && !this.#gate.isOpen
  }

  async #walk({ bucket, prefix }: WalkPlace): Promise<void> {
    const { signal } = this.#abort
    const source: PageSource = {
      listPage: (request, pageSignal = signal) =>
        this.#throughGate(async () => {
          this.#requests += 1
          const page = await (await this.#options.source(bucket)).listPage(request, pageSignal)
          return page
        }, pageSignal),
    }
    try {
      for await (const page of listUnordered(source, { prefix }, signal)) {
        await this.#take(bucket, page)
      }
      this.#placesDone += 1
    } catch (error) {
      if (signal.aborted) throw error
      this.#fail(error)
    }
  }

  async #take(bucket: string, { objects }: ObjectPage): Promise<void> {
    this.#scanned += objects.length
    const last = objects.at(-1)
    if (last) this.#current = { bucket, key: last.key }
    await this.#options.onObjects(bucket, objects)
    this.#options.onChange()
  }

  async #throughGate<T>(ask: () => Promise<T>, signal = this.#abort.signal): Promise<T> {
    for (;;) {
      await this.#gate.pass(signal)
      try {
        return await ask()
      } catch (error) {
        if (signal.aborted || !this.#gate.closeFor(error)) throw error
        this.#tick()
        this.#options.onChange()
      }
    }
  }

  /** Keeps the time up to now, and goes on counting it while the walk goes on. */
  #tick(): void {
    const now = performance.now()
    if (this.#since !== undefined) this.#walked += now - this.#since
    this.#since = this.#end === undefined && this.#gate.isOpen ? now : undefined
  }

  #fail(error: unknown): void {
    const failure = error instanceof AppError ? error.failure : defect(error)
    if (this.#failures.length < MOST_FAILURES) this.#failures = [...this.#failures, failure]
    this.#options.onChange()
  }
}

function defect(cause: unknown): Failure {
  return new AppError(
    {
      code: 'internal',
      message: 'Something went wrong in Pail while it listed these objects.',
      remedy: 'Start it again; if it stays, report it.',
    },
    { cause },
  ).failure
}
