import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import type { Failure } from '#shared/errors.ts'
import type { LocalFolder } from '#shared/ipc/methods/local.ts'
import type { MirrorCompare, MirrorDirection } from '#shared/mirror.ts'
import { targetOf } from '../dialogs/copy-target.ts'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { defaultFolderQuery, typedFolder } from '../queries/folders.ts'
import { isBrowserShell } from '../queries/local-items.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { TextField } from '../ui/text-field.tsx'
import { LocalFolderField } from './local-folder-field.tsx'
import { compareHint, directionHint } from './mirror-words.ts'
import type { MirrorWish } from './use-mirror.ts'

/** What the user chose so far. */
export interface MirrorChoices {
  readonly direction: MirrorDirection
  readonly compare: MirrorCompare
  /** As it was written: `bucket/folder/`. */
  readonly context: string
  /** A folder that was picked, or is shown. */
  readonly folder: LocalFolder | undefined
  /** Its path; in the browser shell what was typed. */
  readonly typed: string | undefined
}

interface MirrorFormProps {
  readonly profileId: string
  /** The bucket may not be changed. */
  readonly readOnly: boolean
  readonly choices: MirrorChoices
  readonly onChange: (choices: MirrorChoices) => void
  readonly failure: Failure | undefined
  readonly onCompare: (prepare: () => Promise<MirrorWish>) => void
  readonly onClose: () => void
}

/** Asks what is to be made like what, and how they are compared. */
export function MirrorForm(props: MirrorFormProps) {
  const { profileId, readOnly, choices, onChange, failure, onCompare, onClose } = props
  const { direction, compare } = choices
  const standard = useQuery({ ...defaultFolderQuery(), enabled: isBrowserShell() })
  const [tried, setTried] = useState(false)
  const formId = useId()
  const location = targetOf(profileId, choices.context)
  const path = (choices.typed ?? standard.data?.path ?? '').trim()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!location || path === '') return
    onChange({ ...choices, typed: path })
    onCompare(async () => {
      const folder = await folderOf(choices, path)
      return { direction, compare, location, folder: folder.handle }
    })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Mirror a folder"
      description="Makes one side like the other. You see everything that would be done before anything is."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={formId}>
            Compare
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4 pt-1">
        {readOnly ? (
          <p className="text-secondary">
            This profile is read-only, so only the folder can be made like the bucket.
          </p>
        ) : (
          <Choice label="Direction" hint={directionHint(direction)}>
            <Segmented
              label="Direction"
              value={direction}
              onChange={next => onChange({ ...choices, direction: next })}
              options={[
                { value: 'up', label: 'From the folder to the bucket' },
                { value: 'down', label: 'From the bucket to the folder' },
              ]}
            />
          </Choice>
        )}
        <LocalFolderField
          path={choices.typed ?? standard.data?.path ?? ''}
          error={tried && path === '' ? 'Choose a folder.' : undefined}
          hint={
            direction === 'up'
              ? 'A folder on the computer that Pail runs on.'
              : 'A folder on the computer that Pail runs on. It is made if it is not there.'
          }
          onType={typed => onChange({ ...choices, typed, folder: undefined })}
          onPick={folder => onChange({ ...choices, typed: folder.path, folder })}
        />
        <TextField
          label="Bucket and folder"
          mono
          value={choices.context}
          onChange={context => onChange({ ...choices, context })}
          error={tried && !location ? 'Write it as bucket/folder/.' : undefined}
        />
        <Choice label="Compare by" hint={compareHint(compare, direction)}>
          <Segmented
            label="Compare by"
            value={compare}
            onChange={next => onChange({ ...choices, compare: next })}
            options={[
              { value: 'time', label: 'Size and time' },
              { value: 'checksum', label: 'Checksum' },
            ]}
          />
        </Choice>
        {failure && <FailureNotice failure={failure} />}
      </form>
    </Dialog>
  )
}

function Choice(props: {
  readonly label: string
  readonly hint: string
  readonly children: ReactNode
}) {
  return (
    <div className="flex flex-col gap-1">
      <span className="font-medium" aria-hidden>
        {props.label}
      </span>
      {props.children}
      <p className="text-sm text-secondary">{props.hint}</p>
    </div>
  )
}

/** The folder that was picked or is shown; in the browser shell the one that was typed. */
async function folderOf(choices: MirrorChoices, path: string): Promise<LocalFolder> {
  if (choices.folder) return choices.folder
  return await typedFolder(path, choices.direction === 'up' ? 'read' : 'write')
}
