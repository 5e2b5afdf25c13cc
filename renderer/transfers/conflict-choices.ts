import type {
  ConflictAnswer,
  ConflictDecision,
  ConflictPolicy,
  TransferPlan,
} from '#shared/transfer-plan.ts'

/** What the user has chosen so far: one rule for all, and answers for single names. */
export interface ConflictChoices {
  readonly all: ConflictPolicy
  readonly byItem: ReadonlyMap<string, ConflictAnswer>
}

/** How many taken names get each answer; `depends`: each is decided by the rule. */
export type AnswerCounts = Record<ConflictAnswer | 'depends', number>

/** Keeping both loses nothing and does what was asked: nothing is overwritten unasked. */
export const SAFE_CHOICES: ConflictChoices = { all: 'keep-both', byItem: new Map() }

/** One rule for every name; single answers are taken back. */
export function chooseForAll(policy: ConflictPolicy): ConflictChoices {
  return { all: policy, byItem: new Map() }
}

export function chooseForItem(
  choices: ConflictChoices,
  item: string,
  answer: ConflictAnswer,
): ConflictChoices {
  const byItem = new Map(choices.byItem)
  if (answer === choices.all) byItem.delete(item)
  else byItem.set(item, answer)
  return { ...choices, byItem }
}

/** The answer for one name; `undefined` when the rule decides. */
export function answerFor(choices: ConflictChoices, item: string): ConflictAnswer | undefined {
  return choices.byItem.get(item) ?? definite(choices.all)
}

export function decisionOf({ all, byItem }: ConflictChoices): ConflictDecision {
  return { all, byItem: Object.fromEntries(byItem) }
}

/** How many of the plan's taken names get each answer, those that are not listed included. */
export function countAnswers(
  plan: Pick<TransferPlan, 'conflictCount'>,
  { all, byItem }: ConflictChoices,
): AnswerCounts {
  const counts = { replace: 0, skip: 0, 'keep-both': 0, depends: 0 }
  for (const answer of byItem.values()) counts[answer] += 1
  counts[definite(all) ?? 'depends'] += plan.conflictCount - byItem.size
  return counts
}

function definite(policy: ConflictPolicy): ConflictAnswer | undefined {
  return policy === 'replace' || policy === 'skip' || policy === 'keep-both' ? policy : undefined
}
