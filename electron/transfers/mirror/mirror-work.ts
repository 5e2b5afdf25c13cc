import { AppError } from '#shared/errors.ts'
import { lastSegment } from '#shared/location.ts'
import { DELETES_FROM, type Item } from '../journal/item.ts'
import { runDelete } from '../run-delete.ts'
import type { Report, Work } from '../work.ts'
import type { WorkOptions } from '../work-options.ts'
import { deleteLocal } from './delete-local.ts'

/**
 * The work of a mirror: first everything is copied as an upload or a download does it; then, only
 * when nothing of that is left undone, what is only in the target goes away.
 *
 * @param copies the upload's or the download's own work
 */
export function mirrorWork(copies: Work, { transfer, job, journal, storage }: WorkOptions): Work {
  const remove = async (items: readonly Item[], report: Report, signal: AbortSignal) => {
    if (journal.items.hasUndone(job, DELETES_FROM)) throw notEverythingCopied()
    report.started(lastSegment(items[0]?.name ?? ''))
    if (items[0]?.detail.type === 'extra-local') {
      await deleteLocal(items, transfer.folder ?? '', report, signal)
      return
    }
    const { prefix } = transfer.location
    await runDelete(items, { prefix, storage, unsure: 'all' }, report, signal)
  }
  return {
    perTurn: copies.perTurn,
    turn: (next, inFlight) => {
      if (next[0] && !isExtra(next[0])) return copies.perTurn
      // What is in flight may still fail.
      return inFlight > 0 ? 0 : next.length
    },
    run: (items, report, signal) =>
      items[0] && isExtra(items[0])
        ? remove(items, report, signal)
        : copies.run(items, report, signal),
    sweep: () => copies.sweep(),
    close: () => copies.close(),
  }
}

function isExtra({ detail }: Item): boolean {
  return detail.type === 'extra-object' || detail.type === 'extra-local'
}

function notEverythingCopied(): AppError {
  return new AppError({
    code: 'invalid',
    message: 'It was not deleted, since not everything before it could be copied.',
    remedy: 'Retry, or leave out, what failed; then retry the deletions.',
  })
}
