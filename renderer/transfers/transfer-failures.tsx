import { useQuery } from '@tanstack/react-query'
import { Copy, RotateCw, SkipForward } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Failure } from '#shared/errors.ts'
import type { Transfer } from '#shared/transfer.ts'
import type { CauseGroup } from '#shared/transfer-items.ts'
import { plainName } from '../model/display-name.ts'
import { formatCount } from '../model/format.ts'
import { failureDetails } from '../model/trouble.ts'
import { causesQuery, failedNames, useRetryItems, useSkipItems } from '../queries/transfer-items.ts'
import { Button } from '../ui/button.tsx'
import { Details } from '../ui/details.tsx'
import { useNotices } from '../ui/notices.tsx'
import { useComplaint } from './use-complaint.ts'

/** Why a transfer failed: one story for all items that failed for the same reason. */
export function TransferFailures({ transfer }: { readonly transfer: Transfer }) {
  const { state } = transfer
  const { data: causes = [] } = useQuery(causesQuery(transfer))
  const whole = state.status === 'failed' ? state.failure : undefined
  return (
    <div className="flex flex-col gap-2 pt-1 pb-1.5 pl-6 text-sm">
      {whole && <Story failure={whole} message={whole.message} />}
      {transfer.itemsFailed > 0 &&
        causes.map(group => (
          <Cause key={`${group.code}\n${group.remedy}`} transfer={transfer} group={group} />
        ))}
    </div>
  )
}

function Cause(props: { readonly transfer: Transfer; readonly group: CauseGroup }) {
  const { code, remedy, items, first } = props.group
  const { id } = props.transfer
  const retry = useRetryItems()
  const skip = useSkipItems()
  const notify = useNotices()
  const onError = useComplaint()
  const these = { id, choice: { type: 'cause', cause: { code, remedy } } } as const
  const copy = async () => {
    try {
      await navigator.clipboard.writeText((await failedNames(id, { code, remedy })).join('\n'))
      notify({ tone: 'success', title: 'Names copied' })
    } catch (error) {
      onError(error)
    }
  }
  const { message } = first.failure
  const which = items === 1 ? 'this item' : `these ${items.toLocaleString()}`
  return (
    <Story
      failure={first.failure}
      message={items === 1 ? message : `${formatCount(items, 'item')}: ${message}`}
    >
      <div className="-ml-3 flex flex-wrap">
        <Button
          look="plain"
          icon={<RotateCw size={12} />}
          disabled={retry.isPending}
          onClick={() => retry.mutate(these, { onError })}
        >
          {`Retry ${which}`}
        </Button>
        <Button
          look="plain"
          icon={<SkipForward size={12} />}
          disabled={skip.isPending}
          onClick={() => skip.mutate(these, { onError })}
        >
          {`Leave out ${which}`}
        </Button>
        <Button look="plain" icon={<Copy size={12} />} onClick={() => void copy()}>
          Copy list
        </Button>
      </div>
    </Story>
  )
}

interface StoryProps {
  readonly failure: Failure
  readonly message: string
  readonly children?: ReactNode
}

function Story({ failure, message, children }: StoryProps) {
  return (
    <div>
      <p className="selectable break-words">{plainName(message)}</p>
      <p className="selectable break-words text-secondary">{plainName(failure.remedy)}</p>
      {children}
      <Details rows={failureDetails(failure)} />
    </div>
  )
}
