import { FailureNotice } from '../failure/failure-notice.tsx'
import { failureOf } from '../failure/failure-of.ts'
import { type ListedProfile, useDeleteProfile } from '../queries/profiles.ts'
import { AlertDialog } from '../ui/alert-dialog.tsx'

interface DeleteProfileDialogProps {
  readonly profile: ListedProfile
  readonly onClose: () => void
  readonly onDeleted: (id: string) => void
}

/** Asks before a profile and its secret are deleted. */
export function DeleteProfileDialog({ profile, onClose, onDeleted }: DeleteProfileDialogProps) {
  const deletion = useDeleteProfile()
  const secret =
    profile.secret === 'keychain' || profile.secret === 'unknown'
      ? ' Its entry in the keychain is deleted too.'
      : ''
  return (
    <AlertDialog
      open
      onCancel={onClose}
      title={`Delete the profile “${profile.label}”`}
      description={`Pail forgets this endpoint and its keys.${secret} Nothing in its buckets changes.`}
      confirmLabel="Delete profile"
      danger
      busy={deletion.isPending}
      onConfirm={() =>
        deletion.mutate(profile.id, {
          onSuccess: () => {
            onDeleted(profile.id)
            onClose()
          },
        })
      }
    >
      {deletion.error && (
        <div className="mt-3">
          <FailureNotice failure={failureOf(deletion.error)} />
        </div>
      )}
    </AlertDialog>
  )
}
