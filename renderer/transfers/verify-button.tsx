import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { isUnfinished, type Transfer } from '#shared/transfer.ts'
import type { VerificationState } from '#shared/verification.ts'
import { useStartVerification } from '../queries/verifications.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { useComplaint } from './use-complaint.ts'
import { VerifyDialog } from './verify-dialog.tsx'

/** Looks whether what a finished transfer moved is still what it was; not where nothing is left. */
export function VerifyButton({ transfer }: { readonly transfer: Transfer }) {
  const [begun, setBegun] = useState<VerificationState>()
  const start = useStartVerification()
  const onError = useComplaint()
  const { id, kind, itemsDone } = transfer
  if (kind === 'delete' || itemsDone === 0 || isUnfinished(transfer)) return null
  return (
    <>
      <IconButton
        label="Verify again"
        icon={<ShieldCheck size={14} />}
        disabled={start.isPending}
        onClick={() => start.mutate({ type: 'transfer', id }, { onSuccess: setBegun, onError })}
      />
      {begun && <VerifyDialog begun={begun} onClose={() => setBegun(undefined)} />}
    </>
  )
}
