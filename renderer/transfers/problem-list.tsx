import type { PlanProblem, TransferPlan } from '#shared/transfer-plan.ts'
import { plainName } from '../model/display-name.ts'
import { formatCount } from '../model/format.ts'

interface ProblemListProps {
  readonly plan: Pick<TransferPlan, 'problems' | 'problemCount'>
}

/** The names that are left out or changed, told before anything starts. */
export function ProblemList({ plan }: ProblemListProps) {
  const { problems, problemCount } = plan
  if (problemCount === 0) return null
  const hidden = problemCount - problems.length
  return (
    <section className="flex flex-col gap-2">
      <Problems
        title="left out"
        problems={problems.filter(problem => problem.effect === 'skipped')}
      />
      <Problems
        title="under another name"
        problems={problems.filter(problem => problem.effect === 'renamed')}
      />
      {hidden > 0 && (
        <p className="text-secondary">{`and ${formatCount(hidden, 'more item')} like these`}</p>
      )}
    </section>
  )
}

function Problems(props: { readonly title: string; readonly problems: readonly PlanProblem[] }) {
  const { title, problems } = props
  if (problems.length === 0) return null
  return (
    <div>
      <h3 className="font-medium">{`${formatCount(problems.length, 'item')} ${title}`}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
      <ul className="mt-1 max-h-40 overflow-y-auto rounded-md border border-hairline" tabIndex={0}>
        {problems.map(problem => (
          <li
            key={`${problem.name}\n${problem.reason}`}
            className="border-b border-hairline px-2.5 py-1.5 last:border-b-0"
          >
            <p className="selectable font-medium break-all">{plainName(problem.name)}</p>
            <p className="text-sm text-secondary">{problem.reason}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}
