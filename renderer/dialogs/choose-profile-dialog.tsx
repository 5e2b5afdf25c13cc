import { useState } from 'react'
import type { Address } from '#shared/addresses/address.ts'
import { s3Uri } from '#shared/location.ts'
import { ProfileDot } from '../browser/profile-dot.tsx'
import { plainName } from '../model/display-name.ts'
import type { ListedProfile } from '../queries/profiles.ts'
import { Dialog } from '../ui/dialog.tsx'

interface ChooseProfileDialogProps {
  readonly address: Address
  /** Why Pail cannot know by itself, as a sentence. */
  readonly reason: string
  readonly profiles: readonly ListedProfile[]
  /** Gives why it did not get there, if it did not. */
  readonly onChoose: (profileId: string) => Promise<string | undefined>
  readonly onClose: () => void
}

/** Asks which profile an address is opened with. */
export function ChooseProfileDialog(props: ChooseProfileDialogProps) {
  const { address, reason, profiles, onChoose, onClose } = props
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const { bucket, keyOrPrefix } = address
  const choose = async (id: string) => {
    setBusy(true)
    const why = await onChoose(id)
    setBusy(false)
    if (why === undefined) onClose()
    else setProblem(why)
  }
  return (
    <Dialog
      open
      width="small"
      onClose={onClose}
      title="Which profile?"
      description={`${reason} Choose the one to open it with.`}
    >
      {bucket !== undefined && (
        <p className="selectable mb-3 font-mono text-sm break-all">
          {plainName(s3Uri(bucket, keyOrPrefix))}
        </p>
      )}
      <ul className="flex max-h-70 flex-col gap-px overflow-y-auto">
        {profiles.map(({ id, label, color, endpoint }) => (
          <li key={id}>
            <button
              type="button"
              disabled={busy}
              onClick={() => void choose(id)}
              className="flex h-8 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-pressed"
            >
              <ProfileDot color={color} />
              <span className="shrink-0">{label}</span>
              <span className="min-w-0 truncate text-sm text-secondary">
                {endpoint.type === 'aws' ? 'AWS' : endpoint.url}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {problem && (
        <p role="alert" className="mt-3 text-sm break-words text-danger">
          {problem}
        </p>
      )}
    </Dialog>
  )
}
