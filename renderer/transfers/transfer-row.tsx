import {
  ArrowDown,
  ArrowUp,
  Ban,
  Check,
  CircleAlert,
  Copy,
  FileArchive,
  FolderInput,
  FolderSync,
  Pause,
  Play,
  RotateCw,
  Trash2,
  WifiOff,
  X,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { becomesOneFile, isActive, isUnfinished, type Transfer } from '#shared/transfer.ts'
import { failureOf } from '../failure/failure-of.ts'
import { plainName } from '../model/display-name.ts'
import {
  useCancelTransfer,
  usePauseTransfer,
  useResumeTransfer,
  useRetryTransfer,
} from '../queries/transfers.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { useNotices } from '../ui/notices.tsx'
import { Progress } from '../ui/progress.tsx'
import { TransferFailures } from './transfer-failures.tsx'
import { TransferOrder } from './transfer-order.tsx'
import {
  currentName,
  notKeptWords,
  transferPlace,
  transferProgress,
  transferStatus,
  transferVerb,
} from './transfer-words.ts'

const KIND_ICONS = {
  upload: <ArrowUp size={14} aria-hidden />,
  download: <ArrowDown size={14} aria-hidden />,
  zip: <FileArchive size={14} aria-hidden />,
  delete: <Trash2 size={14} aria-hidden />,
  copy: <Copy size={14} aria-hidden />,
  move: <FolderInput size={14} aria-hidden />,
  'mirror-up': <FolderSync size={14} aria-hidden />,
  'mirror-down': <FolderSync size={14} aria-hidden />,
}

interface TransferRowProps {
  readonly transfer: Transfer
  /** Shows its items. */
  readonly onOpen: () => void
}

/** One transfer: what, where, how far, and how to stop it or try it again. */
export function TransferRow({ transfer, onOpen }: TransferRowProps) {
  const { kind, label, state } = transfer
  const current = state.status === 'running' ? state.current : undefined
  return (
    <li className="border-b border-hairline px-3 py-1.5 last:border-b-0">
      <div className="flex items-center gap-2.5">
        <span className="text-secondary">{KIND_ICONS[kind]}</span>
        <span className="sr-only">{transferVerb(transfer)}</span>
        <div className="min-w-0 flex-1">
          <div className="flex items-baseline gap-2">
            <button
              type="button"
              aria-label={`Items of the ${transferVerb(transfer).toLowerCase()} of ${plainName(label)}`}
              onClick={onOpen}
              className="max-w-[50%] shrink-0 truncate rounded-sm text-left font-medium hover:underline"
              title={plainName(label)}
            >
              {plainName(label)}
            </button>
            <span className="min-w-0 flex-1 truncate text-sm text-secondary">
              {current && currentName(current) !== label
                ? `${currentName(current)} · ${transferPlace(transfer)}`
                : transferPlace(transfer)}
            </span>
            <StatusText transfer={transfer} />
          </div>
          {isUnfinished(transfer) && (
            <div className="pt-1">
              <Progress
                label={`${transferVerb(transfer)} ${plainName(label)}`}
                value={state.status === 'queued' ? 0 : transferProgress(transfer)}
              />
            </div>
          )}
        </div>
        <RowActions transfer={transfer} />
      </div>
      {(state.status === 'failed' || transfer.itemsFailed > 0) && (
        <TransferFailures transfer={transfer} />
      )}
      {notKeptWords(transfer).map(words => (
        <p key={words} className="selectable pt-0.5 pb-1 pl-6 text-sm text-secondary">
          {words}
        </p>
      ))}
    </li>
  )
}

const STATUS_ICONS: Partial<Record<Transfer['state']['status'], ReactNode>> = {
  done: <Check size={14} className="self-center text-success" aria-hidden />,
  failed: <CircleAlert size={14} className="self-center text-danger" aria-hidden />,
  waiting: <WifiOff size={14} className="self-center text-warning" aria-hidden />,
  paused: <Pause size={14} className="self-center" aria-hidden />,
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

/** A pause that costs what is done so far says so before it is asked for. */
function pauseLabel({ kind }: Transfer, name: string): string {
  return becomesOneFile(kind) ? `Pause the ${name}; it will start over` : `Pause the ${name}`
}

function RowActions({ transfer }: { readonly transfer: Transfer }) {
  const pause = usePauseTransfer()
  const resume = useResumeTransfer()
  const cancel = useCancelTransfer()
  const retry = useRetryTransfer()
  const notify = useNotices()
  const onError = (error: unknown) => {
    const { message, remedy } = failureOf(error)
    notify({ tone: 'danger', title: message, text: remedy })
  }
  const name = `${transferVerb(transfer).toLowerCase()} of ${plainName(transfer.label)}`
  if (isUnfinished(transfer)) {
    const active = isActive(transfer)
    const other = active ? pause : resume
    return (
      <span className="flex shrink-0">
        <TransferOrder transfer={transfer} name={name} />
        <IconButton
          label={active ? pauseLabel(transfer, name) : `Resume the ${name}`}
          icon={active ? <Pause size={14} /> : <Play size={14} />}
          disabled={other.isPending}
          onClick={() => other.mutate(transfer.id, { onError })}
        />
        <IconButton
          label={`Cancel the ${name}`}
          icon={<X size={14} />}
          disabled={cancel.isPending}
          onClick={() => cancel.mutate(transfer.id, { onError })}
        />
      </span>
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
