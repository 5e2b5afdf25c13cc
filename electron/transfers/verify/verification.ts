import { AppError, type Failure } from '#shared/errors.ts'
import type { VerificationState, VerifiedItem, VerifyOutcome } from '#shared/verification.ts'
import { failureOf } from '../job-failure.ts'
import type { TransferStorage } from '../transfer-storage.ts'
import type { ReceiptRow } from './receipt.ts'
import { verifyObject } from './verify-object.ts'

/** Requests in flight at once. */
const LANES = 8

export interface Receipt {
  /** Objects in it. */
  readonly total: number
  readonly rows: AsyncIterable<ReceiptRow>
  /** Of rows that name none. */
  readonly bucket: string
}

interface VerificationOptions {
  readonly id: string
  readonly receipt: Receipt
  readonly storage: (bucket: string) => Promise<Pick<TransferStorage, 'head'>>
}

/** Looks at every object of a receipt again, and remembers what it found. */
export class Verification {
  readonly id: string
  readonly #receipt: Receipt
  readonly #storage: VerificationOptions['storage']
  readonly #canceled = new AbortController()
  readonly #all: VerifiedItem[] = []
  readonly #by: Readonly<Record<VerifyOutcome, VerifiedItem[]>> = {
    same: [],
    changed: [],
    gone: [],
    unknown: [],
  }
  #status: VerificationState['status'] = 'running'
  #failure: Failure | undefined

  constructor({ id, receipt, storage }: VerificationOptions) {
    this.id = id
    this.#receipt = receipt
    this.#storage = storage
  }

  /** Never rejects: why it could not go on is in its state. */
  async run(): Promise<void> {
    const failed = new AbortController()
    const signal = AbortSignal.any([this.#canceled.signal, failed.signal])
    const rows = this.#receipt.rows[Symbol.asyncIterator]()
    const lane = async (): Promise<void> => {
      for (;;) {
        signal.throwIfAborted()
        const { value, done } = await rows.next()
        if (done) return
        this.#found(value, await this.#look(value, signal))
      }
    }
    await Promise.all(
      Array.from({ length: LANES }, () => lane().catch(error => failed.abort(error))),
    )
    if (this.#canceled.signal.aborted) return
    if (failed.signal.aborted) this.#failure = failureOf(failed.signal.reason)
    this.#status = this.#failure ? 'failed' : 'complete'
  }

  cancel(): void {
    if (this.#status !== 'running') return
    this.#status = 'canceled'
    this.#canceled.abort()
  }

  state(): VerificationState {
    const counts = Object.entries(this.#by).map(([outcome, items]) => [outcome, items.length])
    return {
      id: this.id,
      status: this.#status,
      total: this.#receipt.total,
      counts: Object.fromEntries(counts),
      ...(this.#failure ? { failure: this.#failure } : {}),
    }
  }

  /** What was found, all of it or of one outcome, in the order in which it was. */
  items(outcome?: VerifyOutcome): readonly VerifiedItem[] {
    return outcome ? this.#by[outcome] : this.#all
  }

  async #look(row: ReceiptRow, signal: AbortSignal) {
    const storage = await this.#storage(row.bucket ?? this.#receipt.bucket)
    return await verifyObject(row, storage, signal)
  }

  #found(
    { name, key, bucket = this.#receipt.bucket }: ReceiptRow,
    verdict: Pick<VerifiedItem, 'outcome' | 'reason'>,
  ): void {
    const item = { name, bucket, key, ...verdict }
    this.#all.push(item)
    this.#by[verdict.outcome].push(item)
  }
}

/** What is verified no longer. */
export function unknownVerification(): AppError {
  return new AppError({
    code: 'invalid',
    message: 'This verification is no longer known.',
    remedy: 'Verify the receipt again.',
  })
}
