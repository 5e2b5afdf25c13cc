import { ArrowDown, ArrowUp, Ban, Check, CircleAlert, RotateCw, Trash2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { isActive, type Transfer } from '#shared/transfer.ts'
import { failureOf } from '../failure/failure-of.ts'
import { plainName } from '../model/display-name.ts'
import { useCancelTransfer, useRetryTransfer } from '../queries/transfers.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { useNotices } from '../ui/notices.tsx'
import { Progress } from '../ui/progress.tsx'
import { TransferFailures } from './transfer-failures.tsx'
import { currentName, transferPlace, transferProgress, transferStatus } from './transfer-words.ts'

const KINDS = { upload: 'Upload', download: 'Download', delete: 'Delete' }
const KIND_ICONS = {
  upload: <ArrowUp size={14} aria-hidden />,
  download: <ArrowDown size={14} aria-hidden />,
  delete: <Trash2 size={14} aria-hidden />,
}

/** One transfer: what, where, how far, and how to stop it or try it again. */
export function TransferRow({ transfer }: { readonly transfer: Transfer }) {
  const { kind, label, state } = transfer
  const current = state.status === 'running' ? state.current : undefined
  return (
    <li className="border-b border-hairline px-3 py-1.5 last:border-b-0">
      <div className="flex items-center gap-2.5">
        <span className="text-secondary">{KIND_ICONS[kind]}</span>
        <span className="sr-only">{KINDS[kind]}</span>
        <div className="min-w-0 flex-1">
          <div className="flex items-baseline gap-2">
            <span className="max-w-[50%] shrink-0 truncate font-medium" title={plainName(label)}>
              {plainName(label)}
            </span>
            <span className="min-w-0 flex-1 truncate text-sm text-secondary">
              {current && currentName(current) !== label
                ? `${currentName(current)} · ${transferPlace(transfer)}`
                : transferPlace(transfer)}
            </span>
            <StatusText transfer={transfer} />
          </div>
          {isActive(transfer) && (
            <div className="pt-1">
              <Progress
                label={`${KINDS[kind]} ${plainName(label)}`}
                value={state.status === 'queued' ? 0 : transferProgress(transfer)}
              />
            </div>
          )}
        </div>
        <RowActions transfer={transfer} />
      </div>
      {state.status === 'failed' && <TransferFailures transfer={transfer} />}
    </li>
  )
}

const STATUS_ICONS: Partial<Record<Transfer['state']['status'], ReactNode>> = {
  done: <Check size={14} className="self-center text-success" aria-hidden />,
  failed: <CircleAlert size={14} className="self-center text-danger" aria-hidden />,
  canceled: <Ban size={14} className="self-center" aria-hidden />,
}

function StatusText({ transfer }: { readonly transfer: Transfer }) {
  const { status } = transfer.state
  return (
    <span
      className={`tabular flex shrink-0 items-baseline gap-1.5 text-sm ${status === 'failed' ? 'text-danger' : 'text-secondary'}`}
    >
      {STATUS_ICONS[status]}
      {transferStatus(transfer)}
    </span>
  )
}

function RowActions({ transfer }: { readonly transfer: Transfer }) {
  const cancel = useCancelTransfer()
  const retry = useRetryTransfer()
  const notify = useNotices()
  const onError = (error: unknown) => {
    const { message, remedy } = failureOf(error)
    notify({ tone: 'danger', title: message, text: remedy })
  }
  const name = `${KINDS[transfer.kind].toLowerCase()} of ${plainName(transfer.label)}`
  if (isActive(transfer)) {
    return (
      <IconButton
        label={`Cancel the ${name}`}
        icon={<X size={14} />}
        disabled={cancel.isPending}
        onClick={() => cancel.mutate(transfer.id, { onError })}
      />
    )
  }
  if (transfer.state.status === 'done') return <span className="w-7 shrink-0" />
  return (
    <IconButton
      label={`Try the ${name} again`}
      icon={<RotateCw size={14} />}
      disabled={retry.isPending}
      onClick={() => retry.mutate(transfer.id, { onError })}
    />
  )
}
