import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { failureOf } from '../failure/failure-of.ts'
import { transfersQuery, transfersSummaryQuery, useClearTransfers } from '../queries/transfers.ts'
import { Button } from '../ui/button.tsx'
import { useNotices } from '../ui/notices.tsx'
import { TransferRow } from './transfer-row.tsx'

const PAGE = 100

/** The transfers one by one, newest first. */
export function TransfersDock({ id }: { readonly id: string }) {
  const [shown, setShown] = useState(PAGE)
  const { data: transfers = [] } = useQuery(transfersQuery({ from: 0, to: shown }))
  const { data: summary } = useQuery(transfersSummaryQuery())
  const clear = useClearTransfers()
  const notify = useNotices()
  const over = summary ? summary.done + summary.failed + summary.canceled : 0
  const all = over + (summary ? summary.running + summary.queued : 0)
  return (
    <div id={id} className="flex h-60 max-h-[45vh] flex-col border-b border-hairline">
      <header className="flex h-8 shrink-0 items-center justify-between pr-1 pl-3">
        <h2 className="section-label">Transfers</h2>
        <Button
          look="plain"
          disabled={over === 0 || clear.isPending}
          onClick={() =>
            clear.mutate(undefined, {
              onError: error => {
                const { message, remedy } = failureOf(error)
                notify({ tone: 'danger', title: message, text: remedy })
              },
            })
          }
        >
          Clear finished
        </Button>
      </header>
      {transfers.length === 0 ? (
        <p className="m-auto max-w-96 px-4 pb-6 text-center text-balance text-secondary">
          Uploads, downloads and deletions are listed here while they run, and until you clear them.
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
        <ul className="min-h-0 flex-1 overflow-y-auto" aria-label="Transfers" tabIndex={0}>
          {transfers.map(transfer => (
            <TransferRow key={transfer.id} transfer={transfer} />
          ))}
          {all > shown && (
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
