import { type FormEvent, useId, useState } from 'react'
import type { Location } from '#shared/location.ts'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { failureOf } from '../failure/failure-of.ts'
import { plainName } from '../model/display-name.ts'
import { useCreateFolder } from '../queries/folders.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'
import { folderNameHint, folderNameProblem } from './new-folder-name.ts'

interface NewFolderDialogProps {
  readonly location: Location
  readonly onClose: () => void
  /** The prefix of the folder that was made. */
  readonly onCreated: (prefix: string) => void
}

/** Asks for the name of a new folder and makes it. */
export function NewFolderDialog({ location, onClose, onCreated }: NewFolderDialogProps) {
  const creation = useCreateFolder()
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const formId = useId()
  const problem = folderNameProblem(location.prefix, name)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (problem) return
    creation.mutate(
      { location, name },
      {
        onSuccess: ({ prefix }) => {
          onCreated(prefix)
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      open
      width="small"
      onClose={onClose}
      title="New folder"
      description={`In ${plainName(`${location.bucket}/${location.prefix}`)}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} disabled={creation.isPending}>
            Create folder
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-3 pt-1">
        <TextField
          label="Name"
          ref={focus}
          value={name}
          onChange={next => {
            setName(next)
            creation.reset()
          }}
          error={tried ? problem : undefined}
          hint={folderNameHint(name)}
        />
        {creation.error && <FailureNotice failure={failureOf(creation.error)} />}
      </form>
    </Dialog>
  )
}

function focus(element: HTMLElement | null): void {
  element?.focus()
}
