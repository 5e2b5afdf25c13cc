import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LocalFolder } from '#shared/ipc/methods/local.ts'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { failureOf } from '../failure/failure-of.ts'
import { defaultFolderQuery, useTypedFolder } from '../queries/folders.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'

interface LocalFolderDialogProps {
  readonly onChoose: (folder: LocalFolder) => void
  readonly onClose: () => void
}

/** Browser shell: asks which folder of the shell's computer to show. */
export function LocalFolderDialog({ onChoose, onClose }: LocalFolderDialogProps) {
  const standard = useQuery(defaultFolderQuery())
  const typed = useTypedFolder()
  const [text, setText] = useState<string>()
  const path = text ?? standard.data?.path ?? ''
  const show = () => {
    const onSuccess = (folder: LocalFolder) => {
      onClose()
      onChoose(folder)
    }
    if (standard.data && path === standard.data.path) onSuccess(standard.data)
    else typed.mutate(path.trim(), { onSuccess })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Show a local folder"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={path.trim() === '' || typed.isPending} onClick={show}>
            Show folder
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={event => {
          event.preventDefault()
          show()
        }}
      >
        <TextField
          label="Folder"
          value={path}
          onChange={setText}
          mono
          hint="A folder on the computer that Pail runs on. It is made if it is not there."
        />
        {typed.error && <FailureNotice failure={failureOf(typed.error)} />}
      </form>
    </Dialog>
  )
}
