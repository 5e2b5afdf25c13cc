import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ANY_TRANSFER, type TransferQuery } from '#shared/transfer-query.ts'
import {
  transfersQuery,
  transfersSummaryQuery,
  useClearTransfers,
  usePauseAllTransfers,
  useResumeAllTransfers,
} from '../queries/transfers.ts'
import { Button } from '../ui/button.tsx'
import { ItemsView } from './items-view.tsx'
import { TransferRow } from './transfer-row.tsx'
import { TransfersSearch } from './transfers-search.tsx'
import { useComplaint } from './use-complaint.ts'

const PAGE = 100

/** The transfers one by one, newest first; or the items of one of them. */
export function TransfersDock({ id }: { readonly id: string }) {
  const [shown, setShown] = useState(PAGE)
  const [query, setQuery] = useState(ANY_TRANSFER)
  const [opened, setOpened] = useState<string>()
  const { data } = useQuery(transfersQuery({ from: 0, to: shown }, query))
  const { total = 0, transfers = [] } = data ?? {}
  const transfer = transfers.find(one => one.id === opened)
  if (transfer) {
    return (
      <div id={id} className="flex h-80 max-h-[55vh] flex-col border-b border-hairline">
        <ItemsView key={transfer.id} transfer={transfer} onBack={() => setOpened(undefined)} />
      </div>
    )
  }
  return (
    <div id={id} className="flex h-60 max-h-[45vh] flex-col border-b border-hairline">
      <DockHeader query={query} onQuery={setQuery} />
      {transfers.length === 0 ? (
        <p className="m-auto max-w-96 px-4 pb-6 text-center text-balance text-secondary">
          {isAny(query)
            ? 'Uploads, downloads, copies, moves and deletions are listed here while they run, and until you clear them.'
            : 'No transfer matches.'}
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
        <ul className="min-h-0 flex-1 overflow-y-auto" aria-label="Transfers" tabIndex={0}>
          {transfers.map(one => (
            <TransferRow key={one.id} transfer={one} onOpen={() => setOpened(one.id)} />
          ))}
          {total > shown && (
            <li className="p-2 text-center">
              <Button look="plain" onClick={() => setShown(shown + PAGE)}>
                Show older transfers
              </Button>
            </li>
          )}
        </ul>
      )}
    </div>
  )
}

interface DockHeaderProps {
  readonly query: TransferQuery
  readonly onQuery: (query: TransferQuery) => void
}

function DockHeader({ query, onQuery }: DockHeaderProps) {
  const { data: summary } = useQuery(transfersSummaryQuery())
  const clear = useClearTransfers()
  const pauseAll = usePauseAllTransfers()
  const resumeAll = useResumeAllTransfers()
  const onError = useComplaint()
  const over = summary ? summary.done + summary.failed + summary.canceled : 0
  const active = summary ? summary.running + summary.waiting + summary.queued : 0
  const paused = summary?.paused ?? 0
  return (
    <header className="flex min-h-9 shrink-0 flex-wrap items-center gap-1 pr-1 pl-3">
      <h2 className="section-label flex-1">Transfers</h2>
      <TransfersSearch query={query} onQuery={onQuery} />
      <Button
        look="plain"
        disabled={active === 0 || pauseAll.isPending}
        onClick={() => pauseAll.mutate(undefined, { onError })}
      >
        Pause all
      </Button>
      <Button
        look="plain"
        disabled={paused === 0 || resumeAll.isPending}
        onClick={() => resumeAll.mutate(undefined, { onError })}
      >
        Resume all
      </Button>
      <Button
        look="plain"
        disabled={over === 0 || clear.isPending}
        onClick={() => clear.mutate(undefined, { onError })}
      >
        Clear finished
      </Button>
    </header>
  )
}

function isAny(query: TransferQuery): boolean {
  return JSON.stringify(query) === JSON.stringify(ANY_TRANSFER)
}
