import { Copy } from 'lucide-react'
import { useRef } from 'react'
import { plainName } from '../model/display-name.ts'
import { SizeSection } from '../sizes/size-section.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { BucketFacts } from './bucket-facts.tsx'
import { useCopy } from './fact-list.tsx'
import { FolderFacts } from './folder-facts.tsx'
import { NameFacts } from './name-facts.tsx'
import { ObjectFacts } from './object-facts.tsx'
import {
  type PropertiesSubject,
  sizeTarget,
  subjectNames,
  subjectTitle,
} from './properties-subject.ts'
import { SeveralFacts } from './several-facts.tsx'

interface PropertiesDialogProps {
  readonly subject: PropertiesSubject
  /** Count how much it holds at once. */
  readonly measure: boolean
  readonly onClose: () => void
}

/** Everything that can be told of an object, a folder, a bucket or a selection, to read and copy. */
export function PropertiesDialog({ subject, measure, onClose }: PropertiesDialogProps) {
  const copy = useCopy()
  const close = useRef<HTMLButtonElement>(null)
  const names = subjectNames(subject)
  const target = sizeTarget(subject)
  const size = target && <SizeSection key="size" target={target} measure={measure} />
  return (
    <Dialog
      open
      resizable
      width="large"
      onClose={onClose}
      initialFocus={close}
      title={plainName(subjectTitle(subject))}
      footer={
        <>
          {names && (
            <span className="mr-auto flex gap-2">
              {names.key !== '' && (
                <Button icon={<Copy size={14} />} onClick={() => copy('Key', names.key)}>
                  Copy key
                </Button>
              )}
              <Button icon={<Copy size={14} />} onClick={() => copy('URI', names.uri)}>
                Copy s3:// URI
              </Button>
            </span>
          )}
          <Button look="primary" ref={close} onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <NameFacts subject={subject} />
        {/* Who asked for the size looks at nothing else first. */}
        {measure && size}
        <Facts subject={subject} />
        {!measure && size}
      </div>
    </Dialog>
  )
}

function Facts({ subject }: { readonly subject: PropertiesSubject }) {
  switch (subject.type) {
    case 'object':
      return <ObjectFacts location={subject.location} entry={subject.entry} />
    case 'folder':
      return <FolderFacts location={subject.location} />
    case 'bucket':
      return <BucketFacts profileId={subject.profileId} bucket={subject.bucket} />
    case 'several':
      return <SeveralFacts selection={subject.selection} files={subject.files} />
    case 'buckets':
      return null
    default:
      return subject satisfies never
  }
}
