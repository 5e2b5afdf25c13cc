import {
  ArrowRight,
  CircleUserRound,
  Database,
  History,
  type LucideIcon,
  Star,
  Zap,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { PaletteItem } from './palette-items.ts'

const ICONS: Readonly<Record<PaletteItem['type'], LucideIcon>> = {
  action: Zap,
  address: ArrowRight,
  profile: CircleUserRound,
  favorite: Star,
  recent: History,
  bucket: Database,
}

interface PaletteRowProps {
  readonly item: PaletteItem
  /** Letters of the label that were found. */
  readonly at: readonly number[]
}

/** One thing to choose: what it is called, where it is, and its shortcut or why it is off. */
export function PaletteRow({ item, at }: PaletteRowProps) {
  const Icon = ICONS[item.type]
  const { label, detail, off } = item
  return (
    <span className="flex min-w-0 flex-1 items-center gap-2.5">
      <Icon size={14} className="shrink-0 text-secondary" aria-hidden="true" />
      <span className={`min-w-0 shrink truncate ${off === undefined ? '' : 'text-secondary'}`}>
        {marked(label, at)}
      </span>
      <span className="min-w-0 flex-1 shrink-[2] truncate text-sm text-secondary">{detail}</span>
      {off !== undefined && <span className="shrink-0 text-sm text-secondary italic">{off}</span>}
      {off === undefined && item.type === 'action' && item.shortcut && (
        <kbd className="shrink-0 font-sans text-sm text-secondary">{item.shortcut}</kbd>
      )}
    </span>
  )
}

/** The label with its found letters set apart, in as few pieces as they need. */
function marked(label: string, at: readonly number[]): ReactNode {
  if (at.length === 0) return label
  const pieces: ReactNode[] = []
  let from = 0
  for (let order = 0; order < at.length; ) {
    const start = at[order] ?? 0
    let end = start
    while (at[order] === end) {
      order += 1
      end += 1
    }
    pieces.push(label.slice(from, start), <b key={start}>{label.slice(start, end)}</b>)
    from = end
  }
  return [...pieces, label.slice(from)]
}
