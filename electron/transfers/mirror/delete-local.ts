import { rmdir, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError, type Failure } from '#shared/errors.ts'
import { DELIMITER } from '#shared/location.ts'
import type { Item } from '../journal/item.ts'
import { localFailure } from '../local-failure.ts'
import { isCode, LocalTarget } from '../local-target.ts'
import type { Report } from '../work.ts'

/**
 * Deletes local files that are still what the comparison saw, and the folders that are empty then.
 * Nothing outside of the folder goes, nor through a link.
 *
 * @throws AppError `local-file` when the folder is not there any more
 */
export async function deleteLocal(
  items: readonly Item[],
  folder: string,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  // Anew each time: it remembers which folders are real ones.
  const target = await LocalTarget.at(folder)
  for (const item of items) {
    signal.throwIfAborted()
    try {
      await deleteOne(item, target, report)
    } catch (error) {
      const cause = localFailure(error, item.name)
      if (!(cause instanceof AppError)) throw cause
      report.failed(item, cause.failure)
    }
  }
}

async function deleteOne(item: Item, target: LocalTarget, report: Report): Promise<void> {
  const isFolder = item.name.endsWith(DELIMITER)
  const segments = (isFolder ? item.name.slice(0, -1) : item.name).split(DELIMITER)
  const path = target.path(segments)
  if (isFolder) {
    const blocked = await target.lookAtFolder(segments)
    if (blocked) report.skipped(item, blocked.reason)
    else if (await removedEmpty(path)) report.done(item)
    else report.skipped(item, 'There is something in it now.')
    return
  }
  const standing = await target.look(segments)
  switch (standing.type) {
    case 'blocked':
      report.skipped(item, standing.reason)
      return
    case 'nothing':
      report.done(item)
      return
    case 'file':
      if (!isAsSeen(item, standing)) {
        report.failed(item, changed(path))
        return
      }
      await unlink(path)
      await removeEmptyAbove(path, target.root)
      report.done(item)
      return
    default:
      standing satisfies never
  }
}

/** Whether a file is what the comparison saw. Sizes in bytes, times in ms. */
export function isAsSeen(
  { existing }: Pick<Item, 'existing'>,
  now: { readonly size: number; readonly modified: number },
): boolean {
  const { size, modified } = existing ?? {}
  return size === now.size && Math.trunc(modified ?? Number.NaN) === Math.trunc(now.modified)
}

/** A context has no folders with nothing in them, so what was there for its files goes with them. */
async function removeEmptyAbove(path: string, root: string): Promise<void> {
  for (let above = dirname(path); above !== root; above = dirname(above)) {
    // It may stay, if it must: the file is gone.
    if (!(await removedEmpty(above).catch(() => false))) return
  }
}

/** `false` when something is in it. */
async function removedEmpty(path: string): Promise<boolean> {
  try {
    await rmdir(path)
    return true
  } catch (error) {
    if (isCode(error, 'ENOENT')) return true
    if (isCode(error, 'ENOTEMPTY') || isCode(error, 'EEXIST')) return false
    throw error
  }
}

function changed(path: string): Failure {
  return new AppError({
    code: 'changed-meanwhile',
    message: `“${path}” changed after it was compared, so it was kept.`,
    remedy: 'Look at it, and compare again.',
    subject: { path },
  }).failure
}
