import { AppError, type Failure, type FailureCode } from '#shared/errors.ts'

/** What may be over in a moment, or once the user has done something about it. */
const PASSING = new Set<FailureCode>([
  'unreachable',
  'timeout',
  'certificate',
  'expired-credentials',
  'no-credentials',
  'wrong-key',
  'wrong-secret',
  'clock-skew',
  'server-error',
  'keychain-locked',
  'keychain-hung',
])

/**
 * Holds back the requests of a walk while it is stopped. A request that failed for a passing reason
 * stops it too and waits here with the others: to go on is to ask for exactly what is missing.
 */
export class Gate {
  #failure: Failure | undefined
  #closed: { readonly opened: Promise<void>; readonly open: () => void } | undefined

  get isOpen(): boolean {
    return this.#closed === undefined
  }

  /** Why it closed by itself. */
  get failure(): Failure | undefined {
    return this.#failure
  }

  close(): void {
    if (this.#closed) return
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#closed = { opened: promise, open: resolve }
  }

  /** Closes for a failure that may pass; false for one that the walk itself has to deal with. */
  closeFor(error: unknown): boolean {
    if (!(error instanceof AppError) || !PASSING.has(error.code)) return false
    this.#failure ??= error.failure
    this.close()
    return true
  }

  open(): void {
    this.#failure = undefined
    this.#closed?.open()
    this.#closed = undefined
  }

  /** Resolves while it is open. Rejects when the walk is given up meanwhile. */
  async pass(signal: AbortSignal): Promise<void> {
    while (this.#closed) {
      const { opened } = this.#closed
      await new Promise<void>((resolve, reject) => {
        const abort = () => reject(signal.reason)
        signal.addEventListener('abort', abort, { once: true })
        void opened.then(() => {
          signal.removeEventListener('abort', abort)
          resolve()
        })
      })
    }
    signal.throwIfAborted()
  }
}
