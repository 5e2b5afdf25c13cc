import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { TransferKind } from '#shared/transfer.ts'
import type { ConflictPolicy } from '#shared/transfer-plan.ts'
import { ITEM } from './item.ts'

/** S3 keeps whole seconds, some disks only every second one: times this near are the same, in ms. */
const NEAR = 2000

const THERE = "json_extract(existing, '$.modified')"
const NEWER = `modified > ${THERE} + ${NEAR}`
const SAME_SIZE = "size = json_extract(existing, '$.size')"
const SAME_ETAG = "coalesce(etag <> '' AND etag = json_extract(existing, '$.etag'), 0)"
const SAME_TIME = `coalesce(abs(modified - ${THERE}) <= ${NEAR}, 0)`
/** What S3 stored after the original was last changed is a copy of what it is now. */
const NOT_NEWER = `coalesce(modified <= ${THERE} + ${NEAR}, 0)`

/**
 * Decides every item of a job whose name is taken, by one rule: replaced or skipped, with the
 * reason. A rule by times skips what has none; a rule by differences replaces it.
 */
export class AnswerAll {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  run(job: number, policy: ConflictPolicy, kind: TransferKind): void {
    const { condition, answer, reason } = RULES[policy]
    const replaces = condition(kind)
    this.#statement(replaces).run({ job, answer, reason: reason ?? null })
  }

  #statement(replaces: string): StatementSync {
    return this.#database.prepare(`UPDATE items SET
        answer = CASE WHEN ${replaces} THEN :answer ELSE 'skip' END,
        status = CASE WHEN ${replaces} THEN ${ITEM.waiting} ELSE ${ITEM.skipped} END,
        note = CASE WHEN ${replaces} THEN note ELSE :reason END
      WHERE job = :job AND status = ${ITEM.waiting} AND existing IS NOT NULL`)
  }
}

interface Rule {
  /** When an item is done, as SQL. */
  readonly condition: (kind: TransferKind) => string
  readonly answer: string
  /** Why the others are skipped. */
  readonly reason?: string
}

const always = () => 'TRUE'
const RULES: Record<ConflictPolicy, Rule> = {
  replace: { condition: always, answer: 'replace' },
  'keep-both': { condition: always, answer: 'keep-both' },
  skip: { condition: () => 'FALSE', answer: 'skip', reason: 'Its name was taken.' },
  'replace-newer': {
    condition: () => `coalesce(${NEWER}, 0)`,
    answer: 'replace',
    reason: 'What is there is as new, or newer.',
  },
  'replace-different': {
    condition: kind =>
      kind === 'download'
        ? `NOT (${SAME_SIZE} AND ${SAME_TIME})`
        : `NOT (${SAME_SIZE} AND (${SAME_ETAG} OR ${NOT_NEWER}))`,
    answer: 'replace',
    reason: 'What is there has the same size, and is no older version.',
  },
  'replace-changed': { condition: always, answer: 'replace-changed' },
}
