import type { CopyMode } from '#shared/transfer.ts'
import type { Item } from './journal/item.ts'
import { runCopy, targetOf } from './run-copy.ts'
import { isSameObject, SAME_BYTES } from './same-bytes.ts'
import type { Work } from './work.ts'
import type { WorkOptions } from './work-options.ts'
import { decidesByBytes } from './write-condition.ts'

/** What a copy or a move does with its items. */
export function copyWork(mode: CopyMode, options: WorkOptions): Work {
  const { transfer, job, journal, storage, target } = options
  const { location: from, to } = transfer
  if (!to) throw new Error('A copy without a target was never planned.')
  const context = {
    mode,
    to: to.location,
    source: storage,
    target,
    through: from.profileId !== to.location.profileId,
    isClaimed: (key: string) => journal.items.isClaimed(job, key),
    chose: ({ number }: Item, key: string) => journal.items.chose(job, number, key, key),
    proven: new Map(),
  }
  return {
    perTurn: 1,
    isOfServer: !context.through,
    run: async (items, report, signal) => {
      for (const item of items) {
        report.started(item.name)
        const wanted = targetOf(item)
        if (
          decidesByBytes(item) &&
          (await isSameObject(storage, item.key, target, wanted, signal))
        ) {
          report.skipped(item, SAME_BYTES)
          continue
        }
        report.done(item, await runCopy(item, context, report, signal))
      }
    },
    sweep: async () => undefined,
    close: () => undefined,
  }
}
