import { useQuery } from '@tanstack/react-query'
import { Check, CircleAlert, CircleHelp, FileX } from 'lucide-react'
import type { VerificationState, VerifiedItem, VerifyOutcome } from '#shared/verification.ts'
import { plainName } from '../model/display-name.ts'
import { ListInSight, type RowPlace, useListInSight } from '../preview/list-in-sight.tsx'
import { verificationQuery } from '../queries/verifications.ts'
import { checkedCount, OUTCOME_WORDS } from './verify-words.ts'

const ICONS: Record<VerifyOutcome, typeof Check> = {
  same: Check,
  changed: CircleAlert,
  gone: FileX,
  unknown: CircleHelp,
}
const TONES: Record<VerifyOutcome, string> = {
  same: 'text-success',
  changed: 'text-danger',
  gone: 'text-danger',
  unknown: 'text-warning',
}

interface VerifiedListProps {
  readonly state: VerificationState
  /** `undefined`: all. */
  readonly outcome: VerifyOutcome | undefined
}

/** What was found of each object: only those in sight are asked for and drawn. */
export function VerifiedList({ state, outcome }: VerifiedListProps) {
  const total = outcome ? (state.counts[outcome] ?? 0) : checkedCount(state)
  const sight = useListInSight(total)
  const { from, to } = sight.scroll
  const { data } = useQuery(verificationQuery(state.id, outcome, { first: from, last: to }))
  return (
    <ListInSight
      sight={sight}
      label="Objects of the receipt"
      listLabel="Objects"
      className="h-64 rounded-md border border-hairline"
      row={place => {
        const item = data?.items[place.at - data.from]
        return item && <VerifiedRow key={place.at} item={item} place={place} />
      }}
    >
      {total === 0 && (
        <p className="p-4 text-center text-secondary">
          {state.status === 'running' ? 'None yet.' : 'There are no such objects.'}
        </p>
      )}
    </ListInSight>
  )
}

function VerifiedRow(props: { readonly item: VerifiedItem; readonly place: RowPlace }) {
  const { item, place } = props
  const { outcome, reason } = item
  const Icon = ICONS[outcome]
  return (
    <li
      aria-setsize={place.of}
      aria-posinset={place.at + 1}
      className="absolute inset-x-0 flex items-center gap-2.5 px-3 hover:bg-hover"
      style={place.style}
    >
      <Icon size={14} aria-hidden className={`shrink-0 ${TONES[outcome]}`} />
      <span className="sr-only">{OUTCOME_WORDS[outcome]}</span>
      <span
        className="selectable min-w-24 max-w-[50%] shrink-0 truncate"
        title={plainName(`${item.bucket}/${item.key}`)}
      >
        {plainName(item.name)}
      </span>
      <span
        className="selectable min-w-0 flex-1 truncate text-sm text-secondary"
        title={plainName(reason)}
      >
        {plainName(reason)}
      </span>
    </li>
  )
}
