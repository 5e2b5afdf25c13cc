import type { ConflictPolicy } from '#shared/transfer-plan.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { RULES, ruleHint } from './plan-words.ts'

interface RuleForAllProps {
  /** How many names are taken. */
  readonly count: number
  readonly policy: ConflictPolicy
  readonly onPolicy: (policy: ConflictPolicy) => void
  /** Whether both sides can be read before it is decided. */
  readonly canCompare: boolean
}

/** One rule for every taken name of a job. */
export function RuleForAll({ count, policy, onPolicy, canCompare }: RuleForAllProps) {
  const byBytes = policy === 'replace-changed'
  const hint = ruleHint(policy)
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span className="flex-1 font-medium whitespace-nowrap">
          {`For all ${count.toLocaleString()}`}
        </span>
        <Segmented
          label={`For all ${count.toLocaleString()}`}
          value={byBytes ? 'replace-different' : policy}
          onChange={onPolicy}
          options={RULES}
        />
      </div>
      {hint && <p className="text-sm text-secondary">{hint}</p>}
      {canCompare && (byBytes || policy === 'replace-different') && (
        <Checkbox
          label="Compare the bytes by checksum"
          checked={byBytes}
          onChange={on => onPolicy(on ? 'replace-changed' : 'replace-different')}
        />
      )}
    </div>
  )
}
