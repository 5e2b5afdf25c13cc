import { useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import type { KeychainStatus } from '#shared/profile.ts'
import { keychainQuery } from '../queries/keychain.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'

type Trouble = Exclude<KeychainStatus, 'ready'>

const WORDS: Record<Trouble, { readonly title: string; readonly remedy: string }> = {
  absent: {
    title: 'This computer has no keychain that Pail can use.',
    remedy: 'On Linux, install and start GNOME Keyring or KWallet, then check again.',
  },
  locked: {
    title: 'The keychain is locked.',
    remedy: 'Unlock it with its own password window or app, then check again.',
  },
  hung: {
    title: 'The keychain does not answer.',
    remedy: 'A password window may be open behind others; answer it, then check again.',
  },
}

interface KeychainNoticeProps {
  readonly status: Trouble
  readonly sessionOnly: boolean
  readonly onSessionOnly: (sessionOnly: boolean) => void
}

/** Says why secrets cannot be kept now, and offers to hold this one in memory. */
export function KeychainNotice(props: KeychainNoticeProps) {
  const { status, sessionOnly, onSessionOnly } = props
  const { refetch, isFetching } = useQuery(keychainQuery())
  const { title, remedy } = WORDS[status]
  return (
    <div role="status" className="flex gap-2.5 rounded-md bg-warning-tint p-3">
      <KeyRound size={16} className="mt-px shrink-0 text-warning" aria-hidden />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <div>
          <p className="font-medium">{title}</p>
          <p>{remedy}</p>
        </div>
        <Checkbox
          label="Keep the secret for this session only"
          hint={
            <span className="text-primary">
              In memory until Pail quits. It is never written to a file.
            </span>
          }
          checked={sessionOnly}
          onChange={onSessionOnly}
        />
      </div>
      <Button disabled={isFetching} onClick={() => void refetch()}>
        Check again
      </Button>
    </div>
  )
}
