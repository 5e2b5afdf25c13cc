import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import { isUnfinished, type Transfer } from '#shared/transfer.ts'
import { DEFAULT_UPLOAD_RULES } from '#shared/upload-rules.ts'
import { tuningOf } from '../../electron/transfers/limits/transfer-limits.ts'
import { LocalHandles } from '../../electron/transfers/local-handles.ts'
import { TransfersThread } from '../../electron/transfers/thread/transfers-thread.ts'
import { benchConnection } from './bench-connection.ts'
import type { Access } from './bench-playground.ts'

/** Milliseconds between two looks at whether it is over: each costs the thread some of its time. */
const LOOK = 20

/**
 * The transfers of the app as it runs them: in their thread, with a journal.
 *
 * @param own a folder for the journal
 * @param lanes how many parts and files are moved at once; without it Pail finds out by itself
 */
export function benchTransfers(access: Access, own: string, lanes?: number) {
  const handles = new LocalHandles()
  const transfers = new TransfersThread({
    journal: join(own, 'transfers.db'),
    tuning: { ...tuningOf(DEFAULT_SETTINGS), ...(lanes && { concurrency: lanes }) },
    connection: async () => benchConnection(access),
    expectWritable: () => undefined,
    handles,
    uploadRules: () => DEFAULT_UPLOAD_RULES,
    onSummary: () => undefined,
    onObjectsChanged: () => undefined,
    onPlanProgress: () => undefined,
    log: line => process.stderr.write(`${line}\n`),
  })
  return { transfers, handles }
}

/** Waits for the end of a transfer; throws when not all of it was done. */
export async function ended(
  transfers: TransfersThread,
  id: string,
  onFraction: (done: number) => void,
): Promise<Transfer> {
  for (;;) {
    const { transfers: all } = await transfers.list({ from: 0, to: 1 })
    const found = all.find(one => one.id === id)
    if (found && found.itemsTotal > 0) onFraction(found.itemsDone / found.itemsTotal)
    if (found && !isUnfinished(found)) {
      if (found.state.status !== 'done') throw new Error(JSON.stringify(found))
      return found
    }
    await sleep(LOOK)
  }
}
