import { randomUUID } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import type { VerifySubject } from '#shared/ipc/methods/verifications.ts'
import type { VerificationState, VerifiedItem, VerifyOutcome } from '#shared/verification.ts'
import { tableText } from '../export/table.ts'
import { writeReport } from '../export/write-report.ts'
import { KeptForClients } from '../kept-for-clients.ts'
import type { LocalHandles } from '../local-handles.ts'
import type { TransfersThread } from '../thread/transfers-thread.ts'
import type { TransferStorage } from '../transfer-storage.ts'
import { readReceipt } from './read-receipt.ts'
import type { ReceiptRow } from './receipt.ts'
import { type Receipt, unknownVerification, Verification } from './verification.ts'

/** Verifications a window keeps; the oldest make room. */
const MOST_KEPT = 8
const COLUMNS = ['name', 'bucket', 'key', 'outcome', 'reason'] as const

interface VerificationsOptions {
  readonly transfers: Pick<TransfersThread, 'receipt'>
  readonly handles: LocalHandles
  readonly storage: (profileId: string, bucket: string) => Promise<Pick<TransferStorage, 'head'>>
}

interface Kept {
  readonly client: string
  readonly verification: Verification
}

/** Receipts held against what the endpoints have now. A result lives as long as its window. */
export class Verifications {
  readonly #options: VerificationsOptions
  readonly #kept = new KeptForClients<Kept>(MOST_KEPT, ({ verification }) => verification.cancel())

  constructor(options: VerificationsOptions) {
    this.#options = options
  }

  /**
   * Begins to look, and answers at once.
   *
   * @throws AppError `invalid` for a transfer that is gone or deleted, or a file that is no receipt
   */
  async start(
    client: string,
    subject: VerifySubject,
    signal: AbortSignal,
  ): Promise<VerificationState> {
    const { profileId, receipt } = await this.#receipt(client, subject, signal)
    const id = randomUUID()
    const storage = (bucket: string) => this.#options.storage(profileId, bucket)
    const verification = new Verification({ id, receipt, storage })
    this.#kept.add(id, { client, verification })
    void verification.run()
    return verification.state()
  }

  /** Items `from` (inclusive) to `to` (exclusive) of those with an outcome. */
  items(
    client: string,
    wish: { id: string; outcome?: VerifyOutcome | undefined; from: number; to: number },
  ): { state: VerificationState; total: number; items: VerifiedItem[] } {
    const verification = this.#of(client, wish.id)
    const items = verification.items(wish.outcome)
    const { from, to } = wish
    return { state: verification.state(), total: items.length, items: items.slice(from, to) }
  }

  /** @returns the path of the new file */
  async export(
    client: string,
    { id, format, folder }: { id: string; format: 'csv' | 'json'; folder: string },
  ): Promise<string> {
    const verification = this.#of(client, id)
    const path = this.#options.handles.folder(client, folder)
    const text = tableText(COLUMNS, verification.items(), format)
    const day = new Date().toISOString().slice(0, 10)
    return await writeReport(path, `Pail verification ${day}.${format}`, text)
  }

  cancel(client: string, id: string): void {
    this.#of(client, id).cancel()
  }

  close(client: string, id: string): void {
    this.#of(client, id)
    this.#kept.remove(id)
  }

  /** The window is gone: so is what it verified. */
  leave(client: string): void {
    this.#kept.leave(client)
  }

  async #receipt(
    client: string,
    subject: VerifySubject,
    signal: AbortSignal,
  ): Promise<{ profileId: string; receipt: Receipt }> {
    const { transfers, handles } = this.#options
    if (subject.type === 'receipt') {
      const { file, profileId, bucket } = subject
      const source = handles.source(client, file)
      try {
        const rows = await readReceipt(source, signal)
        const receipt = { total: rows.length, bucket, rows: oneByOne(rows) }
        return { profileId, receipt }
      } finally {
        handles.release(source)
      }
    }
    const { id } = subject
    const first = await transfers.receipt({ id, after: -1 })
    if (!first) throw unknownTransfer()
    const { kind, location, to, itemsDone } = first.transfer
    if (kind === 'delete') throw nothingLeft()
    const { profileId, bucket } = to?.location ?? location
    return { profileId, receipt: { total: itemsDone, bucket, rows: pages(transfers, id) } }
  }

  #of(client: string, id: string): Verification {
    const kept = this.#kept.get(id)
    if (kept?.client !== client) throw unknownVerification()
    return kept.verification
  }
}

async function* oneByOne(rows: readonly ReceiptRow[]): AsyncGenerator<ReceiptRow> {
  yield* rows
}

/** The rows of a transfer, a page at a time. */
async function* pages(
  transfers: VerificationsOptions['transfers'],
  id: string,
): AsyncGenerator<ReceiptRow> {
  for (let after = -1; ; ) {
    const { rows = [] } = (await transfers.receipt({ id, after })) ?? {}
    if (rows.length === 0) return
    for (const { number, row } of rows) {
      after = number
      yield row
    }
  }
}

function unknownTransfer(): AppError {
  return new AppError({
    code: 'invalid',
    message: 'This transfer is no longer known.',
    remedy: 'It was cleared; verify its receipt if you saved one.',
  })
}

function nothingLeft(): AppError {
  return new AppError({
    code: 'invalid',
    message: 'What was deleted can’t be verified again.',
    remedy: 'Choose an upload, a download, a copy or a move.',
  })
}
