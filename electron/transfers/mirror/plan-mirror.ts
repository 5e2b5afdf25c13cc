import type { LocalSystem } from '#shared/local-names.ts'
import type { Location } from '#shared/location.ts'
import type { MirrorCompare } from '#shared/mirror.ts'
import type { UploadRules } from '#shared/upload-rules.ts'
import { leftOutBy } from '../left-out.ts'
import type { LocalTarget } from '../local-target.ts'
import type { TransferStorage } from '../transfer-storage.ts'
import type { MirrorBook } from './mirror-book.ts'
import { type LocalEntry, localEntries, type ObjectEntry, objectEntries } from './mirror-sides.ts'
import { type Pair, pairs } from './pairs.ts'
import { Proofs } from './proofs.ts'
import { archivedReason, RowsDown } from './row-down.ts'
import { type Row, rowUp, type ToCompare } from './row-up.ts'
import { findingAtOnce, findingByBytes } from './same-content.ts'
import { Shadows } from './shadows.ts'

/** Files that are read at once where the bytes have to tell. */
const PROOFS = 4

export interface MirrorRequest {
  readonly compare: MirrorCompare
  readonly location: Location
  readonly target: LocalTarget
  readonly rules: UploadRules
  readonly system: LocalSystem
  readonly storage: TransferStorage
  readonly book: MirrorBook
  readonly onProgress: (found: { items: number; bytes: number }) => void
}

/**
 * Compares a folder with a context, name by name, and takes down what would be done and why.
 *
 * @throws AppError when one of them cannot be read to its end: half a comparison would tell things
 *   to be only in the target that are not
 */
export async function planMirror(request: MirrorRequest, signal: AbortSignal): Promise<void> {
  const { location, target, storage, book, onProgress } = request
  const up = book.direction === 'up'
  // What a link leads to may be sent, but nothing is ever written through one.
  const rules: UploadRules = up ? request.rules : { ...request.rules, links: 'skip' }
  const down = new RowsDown({ ...request, leftOut: leftOutBy(rules) })
  const proofs = new Proofs(PROOFS)
  const shadows = new Shadows()
  const locals = localEntries(target.root, rules, signal)
  const objects = objectEntries(storage, location, signal)
  try {
    for await (const pair of pairs(locals, objects)) {
      signal.throwIfAborted()
      const untouched = untouchable(pair, shadows)
      if (untouched) book.add(untouched)
      else {
        const touchable = pair as Pair<Touchable, ObjectEntry>
        const row = up ? rowUp(touchable, location.prefix) : await down.row(touchable)
        if ('compare' in row) await compareFiles(row, request, proofs, signal)
        else book.add(row)
      }
      onProgress(book.progress)
    }
    await proofs.settled()
    book.end()
  } finally {
    await Promise.all([locals.return(undefined), objects.return(undefined)])
  }
}

type Touchable = Exclude<LocalEntry, { type: 'left-out' }>

/** What the folder left out, and what the context has in its place. */
function untouchable(pair: Pair<LocalEntry, ObjectEntry>, shadows: Shadows): Row | undefined {
  const object = pair.on === 'local' ? {} : { object: pair.object }
  if (pair.on !== 'object' && pair.local.type === 'left-out') {
    const { name, reason } = pair.local
    shadows.add(name)
    return { class: 'left-out', name, reason, ...object }
  }
  if (pair.on !== 'object' || !shadows.cover(pair.object.name)) return undefined
  const reason = 'What this computer has under this name was left out, so nobody looked at it.'
  return { class: 'left-out', name: pair.object.name, reason, ...object }
}

async function compareFiles(
  { compare: local, with: object }: ToCompare,
  request: MirrorRequest,
  proofs: Proofs,
  signal: AbortSignal,
): Promise<void> {
  const { book } = request
  const { name, size, modified, path } = local
  const how = { ...request, direction: book.direction }
  const number = book.reserve()
  const keep = (finding: Awaited<ReturnType<typeof findingByBytes>>): void => {
    const sides = { name, local: { size, modified }, object }
    const archived = book.direction === 'down' ? archivedReason(object) : undefined
    if (finding.class !== 'changed') book.add({ ...sides, ...finding }, number)
    else if (archived) book.add({ ...sides, class: 'left-out', reason: archived }, number)
    else {
      const detail =
        book.direction === 'up' ? ({ type: 'path', path } as const) : ({ type: 'object' } as const)
      book.add({ ...sides, ...finding, detail }, number)
    }
  }
  const finding = findingAtOnce(local, object, how)
  if (finding) keep(finding)
  else await proofs.add(async () => keep(await findingByBytes(local, object, how, signal)))
}
