import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isLarge } from '#shared/preflight.ts'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import type { Conflict, ConflictAnswer, TransferPlan } from '#shared/transfer-plan.ts'
import { plainName } from '../model/display-name.ts'
import { formatCount } from '../model/format.ts'
import { isBrowserShell } from '../queries/local-items.ts'
import { settingsQuery } from '../queries/settings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Segmented } from '../ui/segmented.tsx'
import {
  answerFor,
  chooseForAll,
  chooseForItem,
  countAnswers,
  decisionOf,
  SAFE_CHOICES,
} from './conflict-choices.ts'
import { ConflictSides } from './conflict-sides.tsx'
import type { Job } from './jobs.ts'
import { placeName } from './place-name.ts'
import { ANSWERS, startLabel } from './plan-words.ts'
import { PreflightFacts } from './preflight-facts.tsx'
import { ProblemList } from './problem-list.tsx'
import { RuleForAll } from './rule-for-all.tsx'
import { useJobs } from './use-jobs.ts'

interface ConflictDialogProps {
  readonly job: Job
  readonly plan: TransferPlan
}

/** Asks what becomes of names that are taken: one answer for all, or one for each. */
export function ConflictDialog({ job, plan }: ConflictDialogProps) {
  const { start, cancel } = useJobs()
  const { data: settings = DEFAULT_SETTINGS } = useQuery(settingsQuery())
  const { takenNames } = settings
  const [choices, setChoices] = useState(
    takenNames === 'ask' || job.name !== undefined ? SAFE_CHOICES : chooseForAll(takenNames),
  )
  const counts = countAnswers(plan, choices)
  const where = targetName(job)
  const hidden = plan.conflictCount - plan.conflicts.length
  const several = plan.conflictCount > 1
  return (
    <Dialog
      open
      width="large"
      onClose={() => cancel(job)}
      title={
        several
          ? `${plan.conflictCount.toLocaleString()} names are taken in ${where}`
          : `“${plainName(plan.conflicts[0]?.name ?? '')}” is already in ${where}`
      }
      description="Nothing is replaced unless you choose it."
      footer={
        <>
          <Button onClick={() => cancel(job)}>Cancel</Button>
          <Button
            look={counts.replace + counts.depends > 0 ? 'danger' : 'primary'}
            onClick={() => start(job, decisionOf(choices))}
          >
            {startLabel(plan, counts)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {isLarge(plan, settings.preflight) && <PreflightFacts job={job} plan={plan} />}
        {several && (
          <RuleForAll
            count={plan.conflictCount}
            policy={choices.all}
            onPolicy={policy => setChoices(chooseForAll(policy))}
            // What a page gives is read once, while it goes up.
            canCompare={job.kind !== 'upload' || !isBrowserShell()}
          />
        )}
        <ul className="rounded-md border border-hairline">
          {plan.conflicts.map(conflict => (
            <ConflictRow
              key={conflict.item}
              conflict={conflict}
              answer={answerFor(choices, conflict.item)}
              onAnswer={answer => setChoices(chooseForItem(choices, conflict.item, answer))}
            />
          ))}
        </ul>
        {hidden > 0 && (
          <p className="text-secondary">
            {`and ${formatCount(hidden, 'more name')}: they follow the answer for all`}
          </p>
        )}
        {counts.replace + counts.depends > 0 && plan.guards?.replaced === 'look' && (
          <p className="text-secondary">
            This server cannot tell by itself whether somebody changes an object before it is
            replaced. Pail looks right before each one.
          </p>
        )}
        <ProblemList plan={plan} />
      </div>
    </Dialog>
  )
}

/** The place where the names are taken. */
function targetName({ kind, location, to }: Job): string {
  return kind === 'download' ? 'the download folder' : placeName(to ?? location)
}

interface ConflictRowProps {
  readonly conflict: Conflict
  /** `undefined`: the rule for all decides. */
  readonly answer: ConflictAnswer | undefined
  readonly onAnswer: (answer: ConflictAnswer) => void
}

function ConflictRow({ conflict, answer, onAnswer }: ConflictRowProps) {
  const name = plainName(conflict.name)
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-hairline px-3 py-2 last:border-b-0">
      <div className="min-w-56 flex-1">
        <p className="selectable font-medium break-all">{name}</p>
        <ConflictSides conflict={conflict} />
      </div>
      <Segmented label={name} value={answer} onChange={onAnswer} options={ANSWERS} />
    </li>
  )
}
