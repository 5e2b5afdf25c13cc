import type { Item } from './journal/item.ts'

/** What must stand at the key for a write to happen. */
export interface Condition {
  readonly ifMatch?: string
  readonly ifNoneMatch?: true
}

/** What was asked about may be replaced, as it was when it was asked about; nothing else may. */
export function conditionOf(item: Item): Condition {
  if (!mayReplace(item)) return { ifNoneMatch: true }
  return item.existing?.etag ? { ifMatch: item.existing.etag } : {}
}

/** Whether what has the name of an item may go for it. */
export function mayReplace({ answer }: Item): boolean {
  return answer === 'replace' || answer === 'replace-changed'
}

/** Whether the bytes decide; what an interrupted try wrote is no answer of anybody's. */
export function decidesByBytes({ answer, interrupted }: Item): boolean {
  return answer === 'replace-changed' && !interrupted
}
