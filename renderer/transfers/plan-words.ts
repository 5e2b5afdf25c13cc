import type { ConflictAnswer, TransferKind, TransferPlan } from '#shared/transfer.ts'
import { formatCount, formatSize } from '../model/format.ts'

const VERBS: Record<TransferKind, string> = {
  upload: 'Upload',
  download: 'Download',
  delete: 'Delete',
}

export function verbOf(kind: TransferKind): string {
  return VERBS[kind]
}

/** What a plan is about: "12 objects, 4.1 MB", "3 files and 1 empty folder". */
export function planContents({ kind, items, folders, bytes }: TransferPlan): string {
  const noun = kind === 'upload' ? 'file' : 'object'
  const folderNoun = kind === 'upload' ? 'empty folder' : 'folder'
  const parts = [
    ...(items > 0 || folders === 0 ? [formatCount(items, noun)] : []),
    ...(folders > 0 ? [formatCount(folders, folderNoun)] : []),
  ]
  return `${parts.join(' and ')}${bytes === undefined ? '' : `, ${formatSize(bytes)}`}`
}

/** The button that starts a plan with taken names: it says what it will do. */
export function startLabel(plan: TransferPlan, counts: Record<ConflictAnswer, number>): string {
  const moved = plan.items + plan.folders - counts.skip
  const verb = verbOf(plan.kind)
  if (moved <= 0) return 'Skip all'
  if (counts.replace > 0 && counts.replace === moved) return `Replace ${formatCount(moved, 'file')}`
  const rest = `${verb} ${formatCount(moved, 'file')}`
  return counts.replace > 0 ? `${rest}, replace ${counts.replace.toLocaleString()}` : rest
}

/** What becomes of a taken name. */
export const ANSWERS: readonly { readonly value: ConflictAnswer; readonly label: string }[] = [
  { value: 'keep-both', label: 'Keep both' },
  { value: 'skip', label: 'Skip' },
  { value: 'replace', label: 'Replace' },
]
