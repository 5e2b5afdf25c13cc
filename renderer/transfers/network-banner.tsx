import { useQuery } from '@tanstack/react-query'
import { WifiOff } from 'lucide-react'
import type { TransfersSummary } from '#shared/transfer.ts'
import { useNow } from '../browser/use-now.ts'
import { formatCount } from '../model/format.ts'
import { transfersSummaryQuery, useTryNetwork } from '../queries/transfers.ts'
import { Button } from '../ui/button.tsx'
import { nextTryWords, outageWords } from './network-words.ts'
import { useComplaint } from './use-complaint.ts'

/** Says that transfers wait for the network, since when, and when it is tried again. */
export function NetworkBanner() {
  const { data: summary } = useQuery(transfersSummaryQuery())
  if (!summary?.network) return null
  return <Waiting network={summary.network} waiting={summary.waiting} />
}

interface WaitingProps {
  readonly network: NonNullable<TransfersSummary['network']>
  /** How many transfers wait. */
  readonly waiting: number
}

function Waiting({ network, waiting }: WaitingProps) {
  const tryNow = useTryNetwork()
  const onError = useComplaint()
  const now = useNow(1000)
  return (
    <section
      aria-label="Network"
      className="flex shrink-0 items-center gap-2.5 border-b border-hairline bg-warning-tint px-4 py-1.5"
    >
      <WifiOff size={16} className="shrink-0 text-warning" aria-hidden />
      <p className="selectable min-w-0 flex-1 break-words">
        <output>
          {`${formatCount(waiting, 'transfer')} ${waiting === 1 ? 'waits' : 'wait'} for the network: ${outageWords(network)}`}
        </output>{' '}
        <span className="tabular text-secondary">{nextTryWords(network, now)}</span>
      </p>
      <Button disabled={tryNow.isPending} onClick={() => tryNow.mutate(undefined, { onError })}>
        Try now
      </Button>
    </section>
  )
}
