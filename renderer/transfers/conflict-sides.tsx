import type { Conflict } from '#shared/transfer-plan.ts'
import { formatBytes, formatExactTime, formatSize, formatTime } from '../model/format.ts'

/** Both sides of a taken name: what is there, and what would take its place. */
export function ConflictSides({ conflict }: { readonly conflict: Conflict }) {
  const { existing, incoming } = conflict
  const newer = comparison(existing.modified, incoming.modified)
  return (
    <dl className="tabular mt-0.5 grid w-fit grid-cols-[auto_auto_auto] gap-x-3 text-sm text-secondary">
      <Side label="There now" size={existing.size} modified={existing.modified} />
      <Side label="Yours" size={incoming.size} modified={incoming.modified} note={newer} />
    </dl>
  )
}

interface SideProps {
  readonly label: string
  readonly size: number | undefined
  readonly modified: number | undefined
  readonly note?: string | undefined
}

function Side({ label, size, modified, note }: SideProps) {
  return (
    <div className="contents">
      <dt>{label}</dt>
      <dd className="text-right" title={size === undefined ? undefined : formatBytes(size)}>
        {size === undefined ? 'size unknown' : formatSize(size)}
      </dd>
      <dd title={modified === undefined ? undefined : formatExactTime(modified)}>
        {modified === undefined ? 'date unknown' : formatTime(modified, Date.now())}
        {note && <span className="text-primary">{` · ${note}`}</span>}
      </dd>
    </div>
  )
}

function comparison(
  existing: number | undefined,
  incoming: number | undefined,
): string | undefined {
  if (existing === undefined || incoming === undefined) return undefined
  // S3 keeps whole seconds.
  if (Math.abs(existing - incoming) < 2000) return 'same time'
  return incoming > existing ? 'newer' : 'older'
}
