import { useQuery } from '@tanstack/react-query'
import { Copy, Info } from 'lucide-react'
import type { FileEntry } from '#shared/listing.ts'
import type { Location } from '#shared/location.ts'
import type { Preview } from '#shared/preview.ts'
import { useCommands } from '../browser/commands.ts'
import { useCopy } from '../dialogs/fact-list.tsx'
import { plainName } from '../model/display-name.ts'
import { formatBytes, formatExactTime, formatSize, formatTime } from '../model/format.ts'
import { KIND_LABELS } from '../model/preview-looks.ts'
import { storageClassName } from '../model/storage-class-name.ts'
import { previewQuery } from '../queries/previews.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'

interface PreviewDetailsProps {
  readonly location: Location
  readonly entry: FileEntry
}

/** The quiet facts of a file: what the listing and the preview already know, nothing is asked for. */
export function PreviewDetails({ location, entry }: PreviewDetailsProps) {
  const { run } = useCommands()
  const { profileId, bucket } = location
  const { key, etag } = entry
  const seen = useQuery({
    ...previewQuery({ profileId, bucket, key, etag }),
    // Whoever shows the object asks.
    enabled: false,
  })
  return (
    <section
      aria-label="Details"
      className="max-h-[45%] shrink-0 overflow-y-auto border-t border-hairline px-4 pt-2 pb-1"
    >
      <dl>
        {factsOf(entry, seen.data).map(fact => (
          <DetailLine key={fact.label} {...fact} />
        ))}
      </dl>
      <div className="-mx-3 mt-0.5">
        <Button look="plain" icon={<Info size={14} />} onClick={() => run('properties')}>
          All properties
        </Button>
      </div>
    </section>
  )
}

interface Detail {
  readonly label: string
  /** On one line; cut where there is no room. */
  readonly value: string
  /** What is copied, and shown on hovering. */
  readonly exact?: string
  readonly mono?: boolean
}

function DetailLine({ label, value, exact = value, mono }: Detail) {
  const copy = useCopy()
  return (
    <div className="group relative flex min-h-6 items-center gap-3 text-sm">
      <dt className="w-16 shrink-0 text-secondary">{label}</dt>
      <dd
        title={plainName(exact)}
        className={`selectable min-w-0 flex-1 truncate ${mono ? 'font-mono text-xs' : 'tabular'}`}
      >
        {value}
        <span className="absolute right-0 rounded-md bg-background opacity-0 group-hover:opacity-100 focus-within:opacity-100">
          <IconButton
            label={`Copy ${label}`}
            icon={<Copy size={13} />}
            onClick={() => copy(label, exact)}
          />
        </span>
      </dd>
    </div>
  )
}

function factsOf(entry: FileEntry, preview: Preview | undefined): Detail[] {
  const { key, size, modified, storageClass, etag } = entry
  const small = size < 1000
  const bytes = small ? formatBytes(size) : `${formatSize(size)} (${formatBytes(size)})`
  return [
    ...(preview ? [typeOf(preview)] : []),
    { label: 'Size', value: bytes, exact: String(size) },
    {
      label: 'Modified',
      value: formatTime(modified, Number.POSITIVE_INFINITY),
      exact: formatExactTime(modified),
    },
    { label: 'Class', value: storageClassName(storageClass) },
    { label: 'Key', value: plainName(key), exact: key, mono: true },
    { label: 'ETag', value: etag, mono: true },
  ]
}

function typeOf({ kind, contentType, gzip, pixels }: Preview): Detail {
  const size = pixels ? `, ${pixels.width} × ${pixels.height}` : ''
  const value = `${KIND_LABELS[kind]}${gzip ? ' in a gzip file' : ''}${size}`
  return { label: 'Type', value: contentType ? `${value} – ${contentType}` : value }
}
