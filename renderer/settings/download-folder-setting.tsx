import { useQuery } from '@tanstack/react-query'
import { FolderOpen } from 'lucide-react'
import { useState } from 'react'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { failureOf } from '../failure/failure-of.ts'
import { defaultFolderQuery, usePickedFolder, useTypedFolder } from '../queries/folders.ts'
import { isBrowserShell } from '../queries/local-items.ts'
import { settingsQuery, useChangeSettings } from '../queries/settings.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'

/** Where downloads go: picked in the desktop shell, typed in the browser shell. */
export function DownloadFolderSetting() {
  const folder = useQuery(defaultFolderQuery())
  const settings = useQuery(settingsQuery())
  const change = useChangeSettings()
  const typed = useTypedFolder()
  const picked = usePickedFolder()
  const [text, setText] = useState<string>()
  const standard = folder.data?.path ?? ''
  const path = text ?? standard
  const save = (downloadFolder: string) => {
    setText(undefined)
    change.mutate({ downloadFolder }, { onSettled: () => void folder.refetch() })
  }
  const error = typed.error ?? picked.error ?? change.error ?? folder.error
  return (
    <div className="flex flex-col gap-2">
      <form
        className="flex items-end gap-2"
        onSubmit={event => {
          event.preventDefault()
          typed.mutate(path.trim(), { onSuccess: used => save(used.path) })
        }}
      >
        <div className="min-w-0 flex-1">
          <TextField
            label="Download folder"
            mono
            readOnly={!isBrowserShell()}
            value={path}
            onChange={setText}
          />
        </div>
        {isBrowserShell() ? (
          <Button type="submit" disabled={path.trim() === '' || path === standard}>
            Use this folder
          </Button>
        ) : (
          <Button
            icon={<FolderOpen size={14} />}
            onClick={() =>
              picked.mutate(undefined, { onSuccess: chosen => chosen && save(chosen.path) })
            }
          >
            Choose…
          </Button>
        )}
      </form>
      {settings.data?.downloadFolder && (
        <div>
          <Button look="plain" onClick={() => save('')}>
            Use the Downloads folder
          </Button>
        </div>
      )}
      {error && <FailureNotice failure={failureOf(error)} />}
    </div>
  )
}
