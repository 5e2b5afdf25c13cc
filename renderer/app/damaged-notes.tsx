import { useQuery } from '@tanstack/react-query'
import { CircleAlert, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { MethodOutput } from '#shared/ipc/contract.ts'
import { appInfoQuery } from '../queries/app-info.ts'
import { IconButton } from '../ui/icon-button.tsx'

interface DamagedNotesProps {
  readonly profiles: MethodOutput<'profiles.list'>['damaged']
}

/** Says which of Pail's own files could not be read, and where they were kept. */
export function DamagedNotes({ profiles }: DamagedNotesProps) {
  const { data: info } = useQuery(appInfoQuery())
  return (
    <>
      {profiles && (
        <DamagedNote>
          The list of profiles could not be read, so Pail started with an empty one. The damaged
          file was kept as {profiles.keptAs} ({profiles.reason}).
        </DamagedNote>
      )}
      {info?.damaged.map(({ keptAs, reason }) => (
        <DamagedNote key={keptAs}>
          {reason} The file was kept as {keptAs}.
        </DamagedNote>
      ))}
    </>
  )
}

function DamagedNote({ children }: { readonly children: ReactNode }) {
  const [dismissed, setDismissed] = useState(false)
  if (dismissed) return null
  return (
    <div
      role="alert"
      className="flex shrink-0 items-start gap-2.5 border-b border-hairline bg-warning-tint px-4 py-1.5"
    >
      <CircleAlert size={16} className="mt-px shrink-0 text-warning" />
      <p className="selectable min-w-0 flex-1 break-words">{children}</p>
      <IconButton label="Dismiss" icon={<X size={14} />} onClick={() => setDismissed(true)} />
    </div>
  )
}
