import { FolderOpen } from 'lucide-react'
import type { LocalFolder } from '#shared/ipc/methods/local.ts'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { failureOf } from '../failure/failure-of.ts'
import { usePickedFolder } from '../queries/folders.ts'
import { isBrowserShell } from '../queries/local-items.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'

interface LocalFolderFieldProps {
  readonly path: string
  readonly error: string | undefined
  /** Of a path that is typed. */
  readonly hint: string
  readonly onType: (path: string) => void
  readonly onPick: (folder: LocalFolder) => void
}

/** A folder of this computer: picked in the desktop shell, typed in the browser shell. */
export function LocalFolderField({ path, error, hint, onType, onPick }: LocalFolderFieldProps) {
  const picked = usePickedFolder()
  const typed = isBrowserShell()
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label="Folder of this computer"
            mono
            readOnly={!typed}
            value={path}
            onChange={onType}
            error={error}
            hint={typed ? hint : undefined}
          />
        </div>
        {!typed && (
          <span className="pt-[23px]">
            <Button
              icon={<FolderOpen size={14} />}
              onClick={() =>
                picked.mutate(undefined, { onSuccess: folder => folder && onPick(folder) })
              }
            >
              Choose…
            </Button>
          </span>
        )}
      </div>
      {picked.error && <FailureNotice failure={failureOf(picked.error)} />}
    </div>
  )
}
