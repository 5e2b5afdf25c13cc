import { AppError } from '#shared/errors.ts'
import type { Item } from '../journal/item.ts'
import { statsOf } from '../local-target.ts'
import { type OpenPart, PartKeeper } from '../part-keeper.ts'
import { sameFiles } from '../same-files.ts'
import { isAsSeen } from './delete-local.ts'

/** Gives files their names only where what they replace is still what the comparison saw. */
export class GuardedKeeper extends PartKeeper {
  /** @throws AppError `changed-meanwhile` when it is another file by now */
  override async place(
    item: Item,
    open: OpenPart,
    how: 'new' | 'replace',
    modified: number | undefined,
    final: string,
  ): Promise<void> {
    if (how === 'replace') await expectAsSeen(item, open.part.path, final)
    await super.place(item, open, how, modified, final)
  }
}

async function expectAsSeen(item: Item, part: string, final: string): Promise<void> {
  const now = await statsOf(final)
  // Deleted meanwhile: nothing is lost by what takes its place.
  if (!now) return
  if (now.isFile() && isAsSeen(item, { size: now.size, modified: now.mtimeMs })) return
  // An interrupted try gave it its name, and nobody heard of it.
  if (item.interrupted && (await sameFiles(part, final))) return
  throw new AppError({
    code: 'changed-meanwhile',
    message: `“${final}” changed after it was compared, so it was not replaced.`,
    remedy: 'Look at it, and compare again.',
    subject: { path: final },
  })
}
