import { type FormEvent, useId, useState } from 'react'
import type { Location } from '#shared/location.ts'
import type { CopyMode, Selection } from '#shared/transfer.ts'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { failureOf } from '../failure/failure-of.ts'
import { copyWords, selectionWords } from '../model/clipboard.ts'
import { plainName } from '../model/display-name.ts'
import type { ListedProfile } from '../queries/profiles.ts'
import { useResolve } from '../queries/resolve.ts'
import { useJobs } from '../transfers/use-jobs.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { targetOf, targetProblem } from './copy-target.ts'

interface CopyDialogProps {
  readonly mode: CopyMode
  readonly location: Location
  readonly selection: Selection
  readonly profiles: readonly ListedProfile[]
  readonly onClose: () => void
}

/** Asks where objects are to be copied or moved to: any folder of any profile. */
export function CopyDialog({ mode, location, selection, profiles, onClose }: CopyDialogProps) {
  const jobs = useJobs()
  const resolve = useResolve()
  const [profileId, setProfileId] = useState(location.profileId)
  const [path, setPath] = useState(`${location.bucket}/${location.prefix}`)
  const [tried, setTried] = useState(false)
  const formId = useId()
  const profile = profiles.find(({ id }) => id === profileId)
  const target = targetOf(profileId, path)
  const problem = targetProblem({ mode, location, selection, target, profile })
  const isFile = resolve.data?.type === 'file' ? 'A file has this name.' : undefined
  const verb = mode === 'move' ? 'Move' : 'Copy'

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (problem || !target) return
    const { bucket, prefix } = target
    const name = prefix.slice(0, -1)
    // A mistyped bucket is said here. Folders that are not there yet come with what goes into them.
    const found = await resolve
      .mutateAsync({ profileId, bucket, keyOrPrefix: name })
      .catch(() => undefined)
    if (!found || found.type === 'file') return
    jobs.copy(target, location, selection, mode)
    onClose()
  }
  const change = (next: string) => {
    setPath(next)
    resolve.reset()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${verb} ${plainName(selectionWords(selection))}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} disabled={resolve.isPending}>
            {verb}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-3 pt-1">
        {profiles.length > 1 && (
          <Select
            label="Profile"
            value={profileId}
            onChange={id => {
              setProfileId(id)
              if (id !== location.profileId) change('')
            }}
            options={profiles.map(({ id, label }) => ({ value: id, label }))}
            hint={
              profileId === location.profileId
                ? undefined
                : 'Between profiles the bytes go through this computer.'
            }
          />
        )}
        <TextField
          label="Bucket and folder"
          mono
          ref={focusEnd}
          value={path}
          onChange={change}
          error={tried ? (problem ?? isFile) : undefined}
          hint={target && !problem ? plainName(copyWords(mode, selection, target)) : undefined}
        />
        {resolve.error && <FailureNotice failure={failureOf(resolve.error)} />}
      </form>
    </Dialog>
  )
}

function focusEnd(element: HTMLElement | null): void {
  element?.focus()
}
