import {
  CircleAlert,
  FilePen,
  Lock,
  type LucideIcon,
  SearchX,
  Snowflake,
  WifiOff,
} from 'lucide-react'
import type { Failure, FailureCode } from '#shared/errors.ts'
import { plainName } from '../model/display-name.ts'
import { failureDetails } from '../model/trouble.ts'
import { Button } from '../ui/button.tsx'
import { Details } from '../ui/details.tsx'
import { PreviewState } from './preview-state.tsx'

interface Words {
  readonly title: string
  readonly icon: LucideIcon
  /** What the listing shows is not what is there. */
  readonly stale?: boolean
}

const KNOWN: Partial<Record<FailureCode, Words>> = {
  archived: { title: 'This object is archived', icon: Snowflake },
  denied: { title: 'You may not read this object', icon: Lock },
  'not-found': { title: 'This object is not there any more', icon: SearchX, stale: true },
  'changed-meanwhile': { title: 'This object was changed', icon: FilePen, stale: true },
  unreachable: { title: 'The endpoint cannot be reached', icon: WifiOff },
  timeout: { title: 'The endpoint does not answer', icon: WifiOff },
}

interface PreviewTroubleProps {
  readonly failure: Failure
  readonly onTryAgain: () => void
  /** Asks for the listing again. */
  readonly onRefresh: () => void
}

/** Why an object cannot be looked at, and what helps. */
export function PreviewTrouble({ failure, onTryAgain, onRefresh }: PreviewTroubleProps) {
  const words = KNOWN[failure.code] ?? { title: 'This cannot be shown', icon: CircleAlert }
  return (
    <PreviewState
      urgent
      icon={words.icon}
      title={words.title}
      actions={
        words.stale ? (
          <Button onClick={onRefresh}>Refresh</Button>
        ) : (
          <Button onClick={onTryAgain}>Try again</Button>
        )
      }
      details={<Details centered rows={failureDetails(failure)} />}
    >
      <p>{plainName(failure.message)}</p>
      <p>{failure.remedy}</p>
    </PreviewState>
  )
}
