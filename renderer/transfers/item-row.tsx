import { Ban, Check, CircleAlert, Clock, LoaderCircle, RotateCw, SkipForward } from 'lucide-react'
import type { ItemState, TransferItem } from '#shared/transfer-items.ts'
import { plainName } from '../model/display-name.ts'
import { formatBytes } from '../model/format.ts'
import type { RowPlace } from '../preview/list-in-sight.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Progress } from '../ui/progress.tsx'
import { itemAmount, itemNote, STATE_WORDS } from './item-words.ts'

const ICONS: Record<ItemState, typeof Check> = {
  waiting: Clock,
  moving: LoaderCircle,
  done: Check,
  skipped: Ban,
  failed: CircleAlert,
}

interface ItemRowProps {
  readonly item: TransferItem
  readonly place: RowPlace
  readonly onRetry: () => void
  /** Absent where nothing can be left out. */
  readonly onSkip?: () => void
}

/** One item of a transfer: how it stands, and what can be done about it. */
export function ItemRow({ item, place, onRetry, onSkip }: ItemRowProps) {
  const { state, size, bytesDone } = item
  const Icon = ICONS[state]
  const name = plainName(item.name)
  const note = itemNote(item)
  return (
    <li
      aria-setsize={place.of}
      aria-posinset={place.at + 1}
      className="absolute inset-x-0 flex items-center gap-2.5 pr-1 pl-3 hover:bg-hover"
      style={place.style}
    >
      <Icon
        size={14}
        aria-hidden
        className={`shrink-0 ${state === 'failed' ? 'text-danger' : state === 'done' ? 'text-success' : 'text-secondary'}`}
      />
      <span className="sr-only">{STATE_WORDS[state]}</span>
      <span className="selectable min-w-24 max-w-[60%] shrink-0 truncate" title={name}>
        {name}
      </span>
      <span
        className={`selectable min-w-0 flex-1 truncate text-sm ${state === 'failed' ? 'text-danger' : 'text-secondary'}`}
        title={note}
      >
        {note}
      </span>
      {state === 'moving' && (
        <span className="w-20 shrink-0">
          <Progress label={name} value={size > 0 ? (bytesDone ?? 0) / size : undefined} />
        </span>
      )}
      <span className="tabular shrink-0 text-sm text-secondary" title={formatBytes(size)}>
        {itemAmount(item)}
      </span>
      <span className="flex w-14 shrink-0 justify-end">
        {state === 'failed' && (
          <IconButton label={`Try ${name} again`} icon={<RotateCw size={14} />} onClick={onRetry} />
        )}
        {onSkip && state !== 'done' && state !== 'skipped' && (
          <IconButton
            label={`Leave out ${name}`}
            icon={<SkipForward size={14} />}
            onClick={onSkip}
          />
        )}
      </span>
    </li>
  )
}
