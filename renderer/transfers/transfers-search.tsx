import { Check, ListFilter } from 'lucide-react'
import type { TransferQuery } from '#shared/transfer-query.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { ExportMenu } from './export-menu.tsx'
import { FilterBox } from './filter-box.tsx'
import { verbOf } from './plan-words.ts'

interface TransfersSearchProps {
  readonly query: TransferQuery
  readonly onQuery: (query: TransferQuery) => void
}

const KINDS = [
  'upload',
  'download',
  'zip',
  'copy',
  'move',
  'delete',
  'mirror-up',
  'mirror-down',
] as const
const STATUSES = ['running', 'waiting', 'queued', 'paused', 'done', 'failed', 'canceled'] as const
const DAY = 86_400_000
const PERIODS = [
  { label: 'Of the last 24 hours', days: 1 },
  { label: 'Of the last 7 days', days: 7 },
  { label: 'Of the last 30 days', days: 30 },
]

/** Narrows the list of transfers by text, kind, state and date; exports what is left of it. */
export function TransfersSearch({ query, onQuery }: TransfersSearchProps) {
  const { kind, status, since, text } = query
  const narrowed = kind !== undefined || status !== undefined || since !== undefined
  const rest = { text, kind, status, since }
  const change = (patch: Partial<Record<keyof TransferQuery, unknown>>) =>
    onQuery(without({ ...rest, ...patch }))
  const mark = (on: boolean) => (on ? <Check size={14} /> : undefined)
  const days = since === undefined ? undefined : Math.round((Date.now() - since) / DAY)
  return (
    <>
      <FilterBox
        label="Search the transfers"
        value={text}
        onChange={value => change({ text: value })}
      />
      <Menu
        align="end"
        trigger={
          <IconButton
            label={narrowed ? 'Show only some transfers (now on)' : 'Show only some transfers'}
            icon={<ListFilter size={14} className={narrowed ? 'text-accent' : ''} />}
          />
        }
      >
        <MenuItem label="All transfers" onSelect={() => onQuery({ text })} />
        <MenuSeparator />
        {KINDS.map(value => (
          <MenuItem
            key={value}
            label={NOUNS[value]}
            icon={mark(kind === value)}
            onSelect={() => change({ kind: kind === value ? undefined : value })}
          />
        ))}
        <MenuSeparator />
        {STATUSES.map(value => (
          <MenuItem
            key={value}
            label={STATUS_WORDS[value]}
            icon={mark(status === value)}
            onSelect={() => change({ status: status === value ? undefined : value })}
          />
        ))}
        <MenuSeparator />
        {PERIODS.map(period => (
          <MenuItem
            key={period.days}
            label={period.label}
            icon={mark(days === period.days)}
            onSelect={() =>
              change({ since: days === period.days ? undefined : Date.now() - period.days * DAY })
            }
          />
        ))}
      </Menu>
      <ExportMenu
        label="Export the transfers"
        choices={[
          { label: 'Listed transfers', of: { type: 'transfers', query } },
          {
            label: 'Failed transfers',
            of: { type: 'transfers', query: { ...query, status: 'failed' } },
          },
        ]}
      />
    </>
  )
}

const NOUNS: Record<(typeof KINDS)[number], string> = {
  upload: `${verbOf('upload')}s`,
  download: `${verbOf('download')}s`,
  zip: 'ZIP files',
  copy: 'Copies',
  move: `${verbOf('move')}s`,
  delete: 'Deletions',
  'mirror-up': 'Folders mirrored to a bucket',
  'mirror-down': 'Buckets mirrored to a folder',
}

const STATUS_WORDS: Record<(typeof STATUSES)[number], string> = {
  running: 'Running',
  waiting: 'Waiting for the network',
  queued: 'Waiting',
  paused: 'Paused',
  done: 'Done',
  failed: 'Failed',
  canceled: 'Canceled',
}

/** What is not asked for is left out, so that two queries for the same are the same. */
function without(query: Partial<Record<keyof TransferQuery, unknown>>): TransferQuery {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return { text: '', ...Object.fromEntries(given) }
}
