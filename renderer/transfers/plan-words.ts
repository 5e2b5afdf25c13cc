import type { TransferKind } from '#shared/transfer.ts'
import type {
  ConflictAnswer,
  ConflictPolicy,
  StandingRule,
  TransferPlan,
} from '#shared/transfer-plan.ts'
import { formatCount, formatSize } from '../model/format.ts'
import type { AnswerCounts } from './conflict-choices.ts'

const VERBS: Record<TransferKind, string> = {
  upload: 'Upload',
  download: 'Download',
  zip: 'Zip',
  delete: 'Delete',
  copy: 'Copy',
  move: 'Move',
  'mirror-up': 'Mirror',
  'mirror-down': 'Mirror',
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
export function startLabel(plan: TransferPlan, counts: AnswerCounts): string {
  const moved = plan.items + plan.folders - counts.skip
  const verb = verbOf(plan.kind)
  if (moved <= 0) return 'Skip all'
  if (counts.replace > 0 && counts.replace === moved) return `Replace ${formatCount(moved, 'file')}`
  if (counts.depends > 0) return `${verb}, replace by this rule`
  const rest = `${verb} ${formatCount(moved, 'file')}`
  return counts.replace > 0 ? `${rest}, replace ${counts.replace.toLocaleString()}` : rest
}

/** What becomes of all taken names. */
export const RULES: readonly { readonly value: ConflictPolicy; readonly label: string }[] = [
  { value: 'keep-both', label: 'Keep both' },
  { value: 'skip', label: 'Skip' },
  { value: 'replace', label: 'Replace' },
  { value: 'replace-newer', label: 'If newer' },
  { value: 'replace-different', label: 'If different' },
]

/** What a rule means, where its name does not say it all. */
export function ruleHint(policy: ConflictPolicy): string | undefined {
  switch (policy) {
    case 'replace-newer':
      return 'Only what is older than yours is replaced; everything else is skipped.'
    case 'replace-different':
      return 'What has the same size and is no older than yours is skipped, everything else is replaced.'
    case 'replace-changed':
      return 'What has the same checksum is skipped, everything else is replaced. Each file is read for it.'
    case 'replace':
    case 'skip':
    case 'keep-both':
      return undefined
    default:
      return policy satisfies never
  }
}

const RULED: Record<StandingRule, string> = {
  'keep-both': 'both are kept',
  skip: 'skipped',
  'replace-newer': 'replaced where yours is newer',
  'replace-different': 'replaced where yours differs',
}

/** Says that a rule of the settings was followed. */
export function ruledWords(taken: number, rule: StandingRule): string {
  const names = `${formatCount(taken, 'name')} ${taken === 1 ? 'is' : 'are'} taken`
  return `${names}: ${RULED[rule]}, as the settings say`
}

/** What becomes of a taken name. */
export const ANSWERS: readonly { readonly value: ConflictAnswer; readonly label: string }[] = [
  { value: 'keep-both', label: 'Keep both' },
  { value: 'skip', label: 'Skip' },
  { value: 'replace', label: 'Replace' },
]
