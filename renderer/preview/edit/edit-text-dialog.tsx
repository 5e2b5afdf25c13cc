import { useQuery } from '@tanstack/react-query'
import { FileX } from 'lucide-react'
import { lazy, type ReactNode, Suspense } from 'react'
import type { FileEntry } from '#shared/listing.ts'
import type { Location } from '#shared/location.ts'
import { failureOf } from '../../failure/failure-of.ts'
import { plainName } from '../../model/display-name.ts'
import { whyNotEditable } from '../../model/editable.ts'
import { editedTextQuery, previewQuery } from '../../queries/previews.ts'
import { Button } from '../../ui/button.tsx'
import { useNotices } from '../../ui/notices.tsx'
import { PreviewState } from '../preview-state.tsx'
import { PreviewTrouble } from '../preview-trouble.tsx'
import { Sheet } from '../sheet.tsx'

const TextEditor = lazy(() => import('./text-editor.tsx').then(it => ({ default: it.TextEditor })))

interface EditTextDialogProps {
  readonly location: Location
  readonly entry: FileEntry
  readonly onClose: () => void
  readonly onRefresh: () => void
}

/** Opens a small text to be edited in place; says why when it cannot be. */
export function EditTextDialog(props: EditTextDialogProps) {
  const { location, entry, onClose, onRefresh } = props
  const { profileId, bucket } = location
  const { key, etag, size } = entry
  const object = { profileId, bucket, key, etag }
  const described = useQuery({ ...previewQuery(object), enabled: size > 0 })
  const preview =
    size === 0
      ? ({ kind: 'empty', etag, size, gzip: false, head: '', complete: true } as const)
      : described.data
  const reason = preview && whyNotEditable(preview)
  const source = preview && reason === undefined ? { object, preview } : undefined
  const whole = useQuery(editedTextQuery(source))
  const name = plainName(entry.name)
  const notify = useNotices()
  // What is being edited stays, also when it cannot be read again.
  const error = whole.data ? undefined : (described.error ?? whole.error)
  if (error) {
    const again = () => void (described.error ? described.refetch() : whole.refetch())
    return (
      <Frame name={name} onClose={onClose}>
        <PreviewTrouble failure={failureOf(error)} onTryAgain={again} onRefresh={onRefresh} />
      </Frame>
    )
  }
  const odd = whole.data && !whole.data.file ? 'it is no valid text' : undefined
  if (reason !== undefined || odd !== undefined) {
    return (
      <Frame name={name} onClose={onClose}>
        <PreviewState
          icon={FileX}
          title="This object cannot be edited here"
          actions={<Button onClick={onClose}>Close</Button>}
        >
          <p>
            “{name}” is not opened as text because {reason ?? odd}.
          </p>
        </PreviewState>
      </Frame>
    )
  }
  if (!whole.data?.file) return <Frame name={name} onClose={onClose} />
  return (
    <Suspense fallback={null}>
      <TextEditor
        key={whole.data.etag}
        object={object}
        etag={whole.data.etag}
        file={whole.data.file}
        name={name}
        onClose={onClose}
        onReload={async () => {
          const { error: failed } = await whole.refetch()
          if (failed) notify({ tone: 'danger', title: plainName(failed.message) })
        }}
      />
    </Suspense>
  )
}

interface FrameProps {
  readonly name: string
  readonly onClose: () => void
  readonly children?: ReactNode
}

function Frame({ name, onClose, children }: FrameProps) {
  return (
    <Sheet label={`Edit ${name}`} title={name} onClose={onClose}>
      {children}
    </Sheet>
  )
}
