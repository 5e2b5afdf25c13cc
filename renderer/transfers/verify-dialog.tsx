import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { VerificationState, VerifyOutcome } from '#shared/verification.ts'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { plainName } from '../model/display-name.ts'
import {
  closeVerification,
  useCancelVerification,
  useExportVerification,
  verificationQuery,
} from '../queries/verifications.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useNotices } from '../ui/notices.tsx'
import { Progress } from '../ui/progress.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { useComplaint } from './use-complaint.ts'
import { VerifiedList } from './verified-list.tsx'
import { checkedCount, outcomeChoices, verificationWords } from './verify-words.ts'

interface VerifyDialogProps {
  /** As it was begun. */
  readonly begun: VerificationState
  readonly onClose: () => void
}

/** What became of the objects of a receipt: how far the look at them is, and what it found. */
export function VerifyDialog({ begun, onClose }: VerifyDialogProps) {
  const [outcome, setOutcome] = useState<VerifyOutcome | 'all'>('all')
  const { data } = useQuery(verificationQuery(begun.id, undefined, { first: 0, last: 0 }))
  const cancel = useCancelVerification()
  const onError = useComplaint()
  const state = data?.state ?? begun
  const close = () => {
    // Nobody looks at it any more; the main process forgets it with the window at the latest.
    closeVerification(begun.id).catch(onError)
    onClose()
  }
  const running = state.status === 'running'
  return (
    <Dialog
      open
      width="large"
      onClose={close}
      title="Verify again"
      description={<span role="status">{verificationWords(state)}</span>}
      footer={
        <>
          <ExportButtons state={state} />
          {running ? (
            <Button
              disabled={cancel.isPending}
              onClick={() => cancel.mutate(begun.id, { onError })}
            >
              Cancel
            </Button>
          ) : (
            <Button look="primary" onClick={close}>
              Close
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {running && (
          <Progress
            label="Verification"
            value={state.total > 0 ? checkedCount(state) / state.total : undefined}
          />
        )}
        {state.failure && <FailureNotice failure={state.failure} />}
        <Segmented
          label="Objects that are"
          value={outcome}
          onChange={setOutcome}
          options={outcomeChoices(state)}
        />
        <VerifiedList state={state} outcome={outcome === 'all' ? undefined : outcome} />
      </div>
    </Dialog>
  )
}

function ExportButtons({ state }: { readonly state: VerificationState }) {
  const save = useExportVerification()
  const notify = useNotices()
  const onError = useComplaint()
  const onSuccess = (path: string | undefined) => {
    if (path) notify({ tone: 'success', title: 'Saved', text: plainName(path) })
  }
  return (
    <span className="mr-auto flex">
      {(['csv', 'json'] as const).map(format => (
        <Button
          key={format}
          look="plain"
          disabled={save.isPending || state.status === 'running'}
          onClick={() => save.mutate({ id: state.id, format }, { onSuccess, onError })}
        >
          {`Export as ${format.toUpperCase()}`}
        </Button>
      ))}
    </span>
  )
}
