import { useQuery } from '@tanstack/react-query'
import { File } from 'lucide-react'
import { type DragEvent, useId, useState } from 'react'
import type { ExternalObject } from '#shared/external.ts'
import type { DraggableFile } from '#shared/ipc/methods/drags.ts'
import { lastSegment } from '#shared/location.ts'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { failureOf } from '../failure/failure-of.ts'
import { plainName } from '../model/display-name.ts'
import { formatSize } from '../model/format.ts'
import { draggableQuery, startDragging } from '../queries/drags.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

interface DragOutDialogProps {
  readonly object: ExternalObject
  readonly onClose: () => void
}

/**
 * Holds a copy of an object out to be dragged to the desktop or to another program. It is fetched
 * first: Electron drags files that are there, and no system asks it for one that is to come.
 */
export function DragOutDialog({ object, onClose }: DragOutDialogProps) {
  const { data: file, error } = useQuery(draggableQuery(object, useId()))
  const [problem, setProblem] = useState<Error>()
  const name = plainName(lastSegment(object.key))
  const failed = error ?? problem
  return (
    <Dialog
      open
      width="small"
      onClose={onClose}
      title={`Drag out “${name}”`}
      description="Drag it to the desktop, a folder or another program, as often as you like."
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {failed ? (
        <FailureNotice failure={failureOf(failed)} />
      ) : file ? (
        <Handle file={file} onProblem={setProblem} />
      ) : (
        <p role="status" className="py-3 text-secondary">
          Fetching and verifying it…
        </p>
      )}
    </Dialog>
  )
}

interface HandleProps {
  readonly file: DraggableFile
  readonly onProblem: (error: Error) => void
}

/** What is taken hold of. */
function Handle({ file, onProblem }: HandleProps) {
  const onDragStart = (event: DragEvent) => {
    // The system's own drag takes its place.
    event.preventDefault()
    startDragging(file.id).catch(onProblem)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for a pointer only; by keyboard one downloads
    <div
      draggable
      onDragStart={onDragStart}
      className="flex cursor-grab items-center gap-3 rounded-md border border-hairline bg-raised px-3 py-2.5 active:cursor-grabbing"
    >
      <File size={20} className="shrink-0 text-accent" aria-hidden />
      <p className="min-w-0 flex-1 truncate font-medium">{plainName(file.name)}</p>
      <p role="status" className="shrink-0 text-sm text-secondary">
        {formatSize(file.size)}, verified
      </p>
    </div>
  )
}
