import { useQuery } from '@tanstack/react-query'
import { ArrowDownToLine, ArrowUpDown, ArrowUpToLine, ChevronDown, ChevronUp } from 'lucide-react'
import type { ReactNode } from 'react'
import type { QueueMove, Transfer } from '#shared/transfer.ts'
import { failureOf } from '../failure/failure-of.ts'
import { transfersSummaryQuery, useReorderTransfer } from '../queries/transfers.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { useNotices } from '../ui/notices.tsx'

const MOVES: readonly { to: QueueMove; label: string; icon: ReactNode }[] = [
  { to: 'top', label: 'Do it first', icon: <ArrowUpToLine size={14} /> },
  { to: 'up', label: 'Do it sooner', icon: <ChevronUp size={14} /> },
  { to: 'down', label: 'Do it later', icon: <ChevronDown size={14} /> },
  { to: 'bottom', label: 'Do it last', icon: <ArrowDownToLine size={14} /> },
]

interface TransferOrderProps {
  readonly transfer: Transfer
  /** "upload of report.pdf" */
  readonly name: string
}

/** Puts a transfer before or behind the others that are not over; there when there are others. */
export function TransferOrder({ transfer, name }: TransferOrderProps) {
  const { data: summary } = useQuery(transfersSummaryQuery())
  const reorder = useReorderTransfer()
  const notify = useNotices()
  const unfinished = summary
    ? summary.running + summary.waiting + summary.queued + summary.paused
    : 0
  if (unfinished < 2) return null
  const onError = (error: unknown) => {
    const { message, remedy } = failureOf(error)
    notify({ tone: 'danger', title: message, text: remedy })
  }
  return (
    <Menu
      align="end"
      trigger={<IconButton label={`Order of the ${name}`} icon={<ArrowUpDown size={14} />} />}
    >
      {MOVES.map(({ to, label, icon }) => (
        <MenuItem
          key={to}
          label={label}
          icon={icon}
          onSelect={() => reorder.mutate({ id: transfer.id, to }, { onError })}
        />
      ))}
    </Menu>
  )
}
