import type { ConflictAnswer, ConflictDecision, TransferPlan } from '#shared/transfer.ts'

/** What the user has chosen so far: one answer for all, and others for single names. */
export interface ConflictChoices {
  readonly all: ConflictAnswer
  readonly byItem: ReadonlyMap<string, ConflictAnswer>
}

/** Keeping both loses nothing and does what was asked: nothing is overwritten unasked. */
export const SAFE_CHOICES: ConflictChoices = { all: 'keep-both', byItem: new Map() }

/** One answer for every name; single answers are taken back. */
export function chooseForAll(answer: ConflictAnswer): ConflictChoices {
  return { all: answer, byItem: new Map() }
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

export function answerFor(choices: ConflictChoices, item: string): ConflictAnswer {
  return choices.byItem.get(item) ?? choices.all
}

export function decisionOf({ all, byItem }: ConflictChoices): ConflictDecision {
  return { all, byItem: Object.fromEntries(byItem) }
}

/** How many of the plan's taken names get each answer, those that are not listed included. */
export function countAnswers(
  plan: Pick<TransferPlan, 'conflictCount'>,
  { all, byItem }: ConflictChoices,
): Record<ConflictAnswer, number> {
  const counts = { replace: 0, skip: 0, 'keep-both': 0 }
  for (const answer of byItem.values()) counts[answer] += 1
  counts[all] += plan.conflictCount - byItem.size
  return counts
}
