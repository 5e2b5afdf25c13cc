import { useQuery } from '@tanstack/react-query'
import { ArrowDownToLine } from 'lucide-react'
import { useState } from 'react'
import type { LocalFolder } from '#shared/ipc/methods/local.ts'
import { lastSegment } from '#shared/location.ts'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { failureOf } from '../failure/failure-of.ts'
import { plainName } from '../model/display-name.ts'
import { formatCount } from '../model/format.ts'
import { defaultFolderQuery, useTypedFolder } from '../queries/folders.ts'
import { browserDownloadUrl } from '../queries/local-items.ts'
import { useChangeSettings } from '../queries/settings.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'
import { type DownloadWish, useJobs } from './use-jobs.ts'

interface DownloadTargetDialogProps {
  /** One for each bucket. */
  readonly wishes: readonly DownloadWish[]
}

/** Browser shell: asks where a download goes; a single file may also go through the browser. */
export function DownloadTargetDialog({ wishes }: DownloadTargetDialogProps) {
  const { downloadTo, dropWishes } = useJobs()
  const standard = useQuery(defaultFolderQuery())
  const typed = useTypedFolder()
  const { mutate: changeSettings } = useChangeSettings()
  const [text, setText] = useState<string>()
  const [remember, setRemember] = useState(false)
  const path = text ?? standard.data?.path ?? ''

  const downloadInto = (folder: LocalFolder) => {
    if (remember) changeSettings({ downloadFolder: folder.path })
    downloadTo(folder.handle)
  }
  const start = () => {
    // The standard folder has its handle already; a typed one is checked and made by the shell.
    if (standard.data && path === standard.data.path) downloadInto(standard.data)
    else typed.mutate(path.trim(), { onSuccess: downloadInto })
  }
  const failure = typed.error ?? standard.error
  return (
    <Dialog
      open
      onClose={dropWishes}
      title={`Download ${wishName(wishes)}${wishes[0]?.kind === 'zip' ? ' as ZIP' : ''}`}
      footer={
        <>
          <ThroughBrowser wishes={wishes} onDone={dropWishes} />
          <Button onClick={dropWishes}>Cancel</Button>
          <Button look="primary" disabled={path.trim() === '' || typed.isPending} onClick={start}>
            Download here
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={event => {
          event.preventDefault()
          start()
        }}
      >
        <TextField
          label="Folder"
          value={path}
          onChange={setText}
          mono
          hint="A folder on the computer that Pail runs on. It is made if it is not there."
        />
        {standard.data && path.trim() !== standard.data.path && (
          <Checkbox
            label="Use this folder for downloads from now on"
            checked={remember}
            onChange={setRemember}
          />
        )}
        {failure && <FailureNotice failure={failureOf(failure)} />}
      </form>
    </Dialog>
  )
}

/** A link, not a fetch: the browser streams it to its own download folder. */
function ThroughBrowser(props: {
  readonly wishes: readonly DownloadWish[]
  readonly onDone: () => void
}) {
  const [wish, ...others] = props.wishes
  if (!wish || wish.kind === 'zip' || others.length > 0) return null
  if ('held' in wish.selection) return null
  const { location, selection } = wish
  const [key] = selection.keys
  if (key === undefined || selection.keys.length > 1 || selection.prefixes.length > 0) return null
  return (
    <span className="mr-auto">
      <Button
        icon={<ArrowDownToLine size={14} />}
        nativeButton={false}
        render={
          <a
            href={browserDownloadUrl({
              profileId: location.profileId,
              bucket: location.bucket,
              key,
            })}
            download=""
          />
        }
        onClick={props.onDone}
      >
        Through the browser
      </Button>
    </span>
  )
}

function wishName(wishes: readonly DownloadWish[]): string {
  const counts = wishes.map(({ selection }) =>
    'held' in selection ? selection.count : selection.keys.length + selection.prefixes.length,
  )
  const count = counts.reduce((sum, each) => sum + each, 0)
  const [name] = wishes.flatMap(({ selection }) =>
    'held' in selection ? [] : [...selection.prefixes, ...selection.keys],
  )
  return count === 1 && name !== undefined
    ? `“${plainName(lastSegment(name))}”`
    : formatCount(count, 'item')
}
