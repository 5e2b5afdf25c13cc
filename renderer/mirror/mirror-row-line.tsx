import { Ban, CircleDashed, Equal, PenLine, Plus } from 'lucide-react'
import type { MirrorClass, MirrorDirection, MirrorRow, MirrorSide } from '#shared/mirror.ts'
import { plainName } from '../model/display-name.ts'
import { formatBytes, formatExactTime, formatSize } from '../model/format.ts'
import type { RowPlace } from '../preview/list-in-sight.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { classWords, rowSize } from './mirror-words.ts'

const ICONS: Record<MirrorClass, typeof Plus> = {
  new: Plus,
  changed: PenLine,
  same: Equal,
  extra: CircleDashed,
  'left-out': Ban,
}

interface MirrorRowLineProps {
  readonly row: MirrorRow
  readonly direction: MirrorDirection
  readonly place: RowPlace
  /** Takes it out or in again; none where nothing would be done. */
  readonly onExclude: ((excluded: boolean) => void) | undefined
}

/** One compared name: what would be done with it, and why. */
export function MirrorRowLine({ row, direction, place, onExclude }: MirrorRowLineProps) {
  const Icon = ICONS[row.class]
  const name = plainName(row.name)
  const size = rowSize(row, direction)
  const done = onExclude !== undefined && !row.excluded
  return (
    <li
      aria-setsize={place.of}
      aria-posinset={place.at + 1}
      className="absolute inset-x-0 flex items-center gap-2.5 px-3 hover:bg-hover"
      style={place.style}
      title={sidesTitle(row)}
    >
      <span className="w-4 shrink-0">
        {onExclude && (
          <Checkbox
            label={<span className="sr-only">{`Include ${name}`}</span>}
            checked={!row.excluded}
            onChange={checked => onExclude(!checked)}
          />
        )}
      </span>
      <Icon
        size={14}
        aria-hidden
        className={`shrink-0 ${done ? (row.class === 'extra' ? 'text-danger' : 'text-accent') : 'text-secondary'}`}
      />
      <span className="sr-only">{classWords(row.class, direction)}</span>
      <span
        className={`selectable w-[45%] shrink-0 truncate ${row.excluded ? 'text-secondary line-through' : ''}`}
      >
        {name}
      </span>
      <span className="selectable min-w-0 flex-1 truncate text-sm text-secondary">
        {row.excluded ? 'You left it out.' : plainName(row.reason)}
      </span>
      {size !== undefined && (
        <span className="tabular shrink-0 text-sm text-secondary">{formatSize(size)}</span>
      )}
    </li>
  )
}

/** Both sides to the byte and the second, for hovering. */
function sidesTitle({ name, reason, local, object }: MirrorRow): string {
  const side = (label: string, { size, modified }: MirrorSide) =>
    `${label}: ${formatBytes(size)}, ${formatExactTime(modified)}`
  return [
    plainName(name),
    plainName(reason),
    ...(local ? [side('On this computer', local)] : []),
    ...(object ? [side('In the bucket', object)] : []),
  ].join('\n')
}
