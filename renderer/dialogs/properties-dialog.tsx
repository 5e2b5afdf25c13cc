import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { useRef } from 'react'
import type { Entry } from '#shared/listing.ts'
import { type Location, lastSegment, s3Uri } from '#shared/location.ts'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { failureOf } from '../failure/failure-of.ts'
import { plainName } from '../model/display-name.ts'
import { headQuery } from '../queries/head.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FactList, useCopy } from './fact-list.tsx'
import { entryFacts, headFacts } from './fact-rows.ts'

interface PropertiesDialogProps {
  readonly location: Location
  /** The file or folder; without it the place itself. */
  readonly entry: Entry | undefined
  readonly onClose: () => void
}

/** Everything S3 tells about one object, or the name of a folder or bucket, to read and to copy. */
export function PropertiesDialog({ location, entry, onClose }: PropertiesDialogProps) {
  const copy = useCopy()
  const close = useRef<HTMLButtonElement>(null)
  const name = nameOf(location, entry)
  const uri = s3Uri(location.bucket, name)
  return (
    <Dialog
      open
      onClose={onClose}
      initialFocus={close}
      title={plainName(lastSegment(name) || location.bucket)}
      footer={
        <>
          <span className="mr-auto flex gap-2">
            {name !== '' && (
              <Button icon={<Copy size={14} />} onClick={() => copy('Key', name)}>
                Copy key
              </Button>
            )}
            <Button icon={<Copy size={14} />} onClick={() => copy('URI', uri)}>
              Copy s3:// URI
            </Button>
          </span>
          <Button look="primary" ref={close} onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <FactList
          facts={[
            { label: 'Bucket', value: location.bucket },
            ...(name === ''
              ? []
              : [{ label: entry?.type === 'file' ? 'Key' : 'Prefix', value: name, mono: true }]),
            { label: 'URI', value: uri, mono: true },
          ]}
        />
        {entry?.type === 'file' ? (
          <ObjectFacts location={location} entry={entry} />
        ) : (
          name !== '' && (
            <p className="text-secondary">
              A folder in S3 is the beginning that the keys in it share; it has no properties of its
              own.
            </p>
          )
        )}
      </div>
    </Dialog>
  )
}

interface ObjectFactsProps {
  readonly location: Location
  readonly entry: Extract<Entry, { type: 'file' }>
}

function ObjectFacts({ location, entry }: ObjectFactsProps) {
  const head = useQuery(headQuery(location.profileId, location.bucket, entry.key))
  const groups = head.data ? headFacts(head.data) : entryFacts(entry)
  return (
    <>
      {groups.map(group => (
        <section key={group.title} className="border-t border-hairline pt-3">
          <h3 className="section-label mb-1">{group.title}</h3>
          <FactList facts={group.facts} />
        </section>
      ))}
      {head.isPending && <p className="text-secondary">Asking for the rest…</p>}
      {head.error && (
        <FailureNotice
          failure={failureOf(head.error)}
          actions={[{ label: 'Try again', run: () => void head.refetch() }]}
        />
      )}
    </>
  )
}

/** The key or prefix; empty for the bucket itself. */
function nameOf(location: Location, entry: Entry | undefined): string {
  if (!entry) return location.prefix
  return entry.type === 'folder' ? entry.prefix : entry.key
}
