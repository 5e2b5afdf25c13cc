import type { VerificationState, VerifyOutcome } from '#shared/verification.ts'
import { formatCount } from '../model/format.ts'

export const OUTCOME_WORDS: Record<VerifyOutcome, string> = {
  same: 'The same',
  changed: 'Changed',
  gone: 'Gone',
  unknown: 'Cannot tell',
}

const OUTCOMES = ['changed', 'gone', 'unknown', 'same'] as const

/** How many objects were looked at. */
export function checkedCount({ counts }: VerificationState): number {
  return OUTCOMES.reduce((sum, outcome) => sum + (counts[outcome] ?? 0), 0)
}

/** What a verification found, in one sentence. */
export function verificationWords(state: VerificationState): string {
  const { status, total, counts } = state
  const checked = checkedCount(state)
  const of = `${checked.toLocaleString()} of ${formatCount(total, 'object')}`
  switch (status) {
    case 'running':
      return `Looking at ${of}. Nothing is downloaded.`
    case 'canceled':
      return `Canceled after ${of}.`
    case 'failed':
      return `It could not go on after ${of}.`
    case 'complete':
      if (total > 0 && counts.same === total) {
        return total === 1
          ? 'The object is still what was moved.'
          : `All ${formatCount(total, 'object')} are still what was moved.`
      }
      return `${(counts.same ?? 0).toLocaleString()} of ${formatCount(total, 'object')} are surely still what was moved.`
    default:
      return status satisfies never
  }
}

/** The choices of a filter by outcome, with how many there are of each. */
export function outcomeChoices({
  counts,
}: VerificationState): { value: VerifyOutcome | 'all'; label: string }[] {
  return [
    { value: 'all', label: 'All' },
    ...OUTCOMES.map(value => {
      const count = counts[value] ?? 0
      const number = count === 0 ? '' : ` ${count.toLocaleString()}`
      return { value, label: `${OUTCOME_WORDS[value]}${number}` }
    }),
  ]
}
