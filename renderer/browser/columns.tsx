import type { ReactNode } from 'react'
import type { SortColumn } from '#shared/listing.ts'
import { formatBytes, formatExactTime, formatSize, formatTime } from '../model/format.ts'
import { NameText } from './name-text.tsx'
import { RowIcon } from './row-icon.tsx'
import type { Row } from './rows.ts'

/** One column of a listing. The first takes the room that the others leave. */
export interface Column {
  readonly id: string
  readonly label: string
  /** What a click on its header sorts by. */
  readonly sort?: SortColumn
  /** Width, alignment, and below which width of the listing it goes away. */
  readonly look: string
  readonly cell: (row: Row, now: number) => ReactNode
}

const NOTHING = <span className="text-secondary/70">–</span>

const NAME: Column = {
  id: 'name',
  label: 'Name',
  sort: 'name',
  look: 'min-w-0 flex-1',
  cell: row => (
    <span className="flex min-w-0 items-center gap-2">
      <RowIcon row={row} />
      <NameText name={row.name} suffix={row.type === 'folder' ? '/' : ''} />
    </span>
  ),
}

const TIME_LOOK = 'w-44 shrink-0 tabular @max-[560px]:w-40'

/** The columns of a folder. */
export const OBJECT_COLUMNS: readonly Column[] = [
  NAME,
  {
    id: 'size',
    label: 'Size',
    sort: 'size',
    look: 'w-24 shrink-0 text-right tabular',
    cell: row =>
      row.type === 'file' ? (
        <span title={formatBytes(row.size)}>{formatSize(row.size)}</span>
      ) : (
        NOTHING
      ),
  },
  {
    id: 'modified',
    label: 'Modified',
    sort: 'modified',
    look: `${TIME_LOOK} @max-[480px]:hidden`,
    cell: (row, now) => (row.type === 'file' ? <Time at={row.modified} now={now} /> : NOTHING),
  },
  {
    id: 'storageClass',
    label: 'Storage class',
    sort: 'storageClass',
    look: 'w-32 shrink-0 @max-[720px]:hidden',
    cell: row =>
      row.type === 'file' ? (
        <span className="block truncate" title={row.storageClass}>
          {storageClassName(row.storageClass)}
        </span>
      ) : (
        NOTHING
      ),
  },
]

/** The columns of a profile's buckets. */
export const BUCKET_COLUMNS: readonly Column[] = [
  NAME,
  {
    id: 'region',
    label: 'Region',
    look: 'w-36 shrink-0 @max-[480px]:hidden',
    cell: row => (row.type === 'bucket' && row.region ? row.region : NOTHING),
  },
  {
    id: 'created',
    label: 'Created',
    sort: 'modified',
    look: TIME_LOOK,
    cell: (row, now) =>
      row.type === 'bucket' && row.created !== undefined ? (
        <Time at={row.created} now={now} />
      ) : (
        NOTHING
      ),
  },
]

function Time({ at, now }: { readonly at: number; readonly now: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExactTime(at)}>
      {formatTime(at, now)}
    </time>
  )
}

const CLASS_NAMES: Record<string, string> = {
  STANDARD: 'Standard',
  STANDARD_IA: 'Standard-IA',
  ONEZONE_IA: 'One Zone-IA',
  INTELLIGENT_TIERING: 'Intelligent',
  GLACIER_IR: 'Glacier Instant',
  GLACIER: 'Glacier Flexible',
  DEEP_ARCHIVE: 'Deep Archive',
  REDUCED_REDUNDANCY: 'Reduced',
  EXPRESS_ONEZONE: 'Express One Zone',
}

function storageClassName(storageClass: string): string {
  return CLASS_NAMES[storageClass] ?? storageClass
}
