import type { FileEntry } from '#shared/listing.ts'
import type { Selection } from '#shared/transfer.ts'
import { formatBytes, formatCount, formatExactTime, formatSize } from '../model/format.ts'
import { FactList } from './fact-list.tsx'
import { FactSection } from './fact-section.tsx'

interface SeveralFactsProps {
  readonly selection: Selection
  /** The files at hand; none when there are too many. */
  readonly files: readonly FileEntry[]
}

/** What several selected things add up to, as far as the listing tells without asking. */
export function SeveralFacts({ selection, files }: SeveralFactsProps) {
  const { keys, prefixes } = selection
  return (
    <FactSection title="Selection">
      <FactList
        facts={[
          ...(prefixes.length > 0
            ? [{ label: 'Folders', value: formatCount(prefixes.length, 'folder') }]
            : []),
          ...(keys.length > 0
            ? [{ label: 'Objects', value: formatCount(keys.length, 'object') }]
            : []),
          ...(files.length === keys.length ? sums(files) : []),
        ]}
      />
    </FactSection>
  )
}

function sums(files: readonly FileEntry[]) {
  if (files.length === 0) return []
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  const times = files.map(({ modified }) => modified).filter(time => time > 0)
  const classes = [...new Set(files.map(({ storageClass }) => storageClass))].sort()
  return [
    { label: 'Size of the objects', value: `${formatSize(bytes)} (${formatBytes(bytes)})` },
    { label: 'Storage class', value: classes.join(', ') },
    ...(times.length > 0
      ? [
          { label: 'Newest', value: formatExactTime(Math.max(...times)) },
          { label: 'Oldest', value: formatExactTime(Math.min(...times)) },
        ]
      : []),
  ]
}
