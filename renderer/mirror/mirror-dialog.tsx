import { useState } from 'react'
import type { LocalFolder } from '#shared/ipc/methods/local.ts'
import type { Location } from '#shared/location.ts'
import type { ListedProfile } from '../queries/profiles.ts'
import { MirrorComparing } from './mirror-comparing.tsx'
import { type MirrorChoices, MirrorForm } from './mirror-form.tsx'
import { MirrorPreview } from './mirror-preview.tsx'
import { useMirror } from './use-mirror.ts'

interface MirrorDialogProps {
  readonly location: Location
  /** A local folder that is shown beside it. */
  readonly folder?: LocalFolder | undefined
  readonly profiles: readonly ListedProfile[]
  readonly onClose: () => void
}

/** Makes a context like a folder of this computer, or the folder like the context. */
export function MirrorDialog({ location, folder, profiles, onClose }: MirrorDialogProps) {
  const profile = profiles.find(({ id }) => id === location.profileId)
  const readOnly = profile?.readOnly ?? false
  const [choices, setChoices] = useState<MirrorChoices>({
    direction: readOnly ? 'down' : 'up',
    compare: 'time',
    context: `${location.bucket}/${location.prefix}`,
    folder,
    typed: folder?.path,
  })
  const mirror = useMirror(onClose)
  const { stage } = mirror
  switch (stage.status) {
    case 'asking':
      return (
        <MirrorForm
          profileId={location.profileId}
          readOnly={readOnly}
          choices={choices}
          onChange={setChoices}
          failure={stage.failure}
          onCompare={mirror.compare}
          onClose={onClose}
        />
      )
    case 'comparing':
      return <MirrorComparing choices={choices} progress={stage.progress} onCancel={mirror.back} />
    case 'preview':
    case 'starting':
      return <MirrorPreview choices={choices} mirror={mirror} stage={stage} onClose={onClose} />
    default:
      return stage satisfies never
  }
}
