import type { Transfer } from '#shared/transfer.ts'
import { plainName } from '../model/display-name.ts'
import { formatCount } from '../model/format.ts'
import { failureDetails } from '../model/trouble.ts'
import { Details } from '../ui/details.tsx'
import { groupFailures } from './transfer-words.ts'

/** Why a transfer failed: one story for all items that failed for the same reason. */
export function TransferFailures({ transfer }: { readonly transfer: Transfer }) {
  const groups = groupFailures(transfer)
  const { state } = transfer
  const whole = state.status === 'failed' ? state.failure : undefined
  const unlisted = transfer.itemsFailed - transfer.failures.length
  return (
    <div className="flex flex-col gap-2 pt-1 pb-1.5 pl-6 text-sm">
      {whole && (
        <Story message={whole.message} remedy={whole.remedy} details={failureDetails(whole)} />
      )}
      {groups.map(({ first, names }) => (
        <Story
          key={`${first.failure.code}${first.failure.remedy}`}
          message={
            names.length === 1
              ? first.failure.message
              : `${formatCount(names.length, 'item')}: ${first.failure.message}`
          }
          remedy={first.failure.remedy}
          details={[
            ...failureDetails(first.failure),
            ...(names.length > 1
              ? [{ label: 'Items', value: names.map(plainName).join('\n') }]
              : []),
          ]}
        />
      ))}
      {unlisted > 0 && (
        <p className="text-secondary">{`and ${formatCount(unlisted, 'more failed item')}`}</p>
      )}
    </div>
  )
}

interface StoryProps {
  readonly message: string
  readonly remedy: string
  readonly details: readonly { readonly label: string; readonly value: string }[]
}

function Story({ message, remedy, details }: StoryProps) {
  return (
    <div>
      <p className="selectable break-words">{message}</p>
      <p className="selectable break-words text-secondary">{remedy}</p>
      <Details rows={details} />
    </div>
  )
}
