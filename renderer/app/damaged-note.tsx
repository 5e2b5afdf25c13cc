import { CircleAlert, X } from 'lucide-react'
import { useState } from 'react'
import type { MethodOutput } from '#shared/ipc/contract.ts'
import { IconButton } from '../ui/icon-button.tsx'

interface DamagedNoteProps {
  readonly damaged: MethodOutput<'profiles.list'>['damaged']
}

/** Says that the profile file could not be read, and where it was kept. */
export function DamagedNote({ damaged }: DamagedNoteProps) {
  const [dismissed, setDismissed] = useState(false)
  if (!damaged || dismissed) return null
  return (
    <div
      role="alert"
      className="flex shrink-0 items-start gap-2.5 border-b border-hairline bg-warning-tint px-4 py-1.5"
    >
      <CircleAlert size={16} className="mt-px shrink-0 text-warning" />
      <p className="selectable min-w-0 flex-1 break-words">
        The list of profiles could not be read, so Pail started with an empty one. The damaged file
        was kept as {damaged.keptAs} ({damaged.reason}).
      </p>
      <IconButton label="Dismiss" icon={<X size={14} />} onClick={() => setDismissed(true)} />
    </div>
  )
}
