import type { ItemState, ItemTally, TransferItem } from '#shared/transfer-items.ts'
import { plainName } from '../model/display-name.ts'
import { formatSize } from '../model/format.ts'

/** What is said of an item beside its name: why it failed or was skipped. */
export function itemNote({ note, failure }: TransferItem): string | undefined {
  if (failure) return plainName(`${failure.message} ${failure.remedy}`)
  return note === undefined ? undefined : plainName(note)
}

/** The size of an item, and how much of it is moved while it moves. */
export function itemAmount({ size, bytesDone, state }: TransferItem): string {
  if (state !== 'moving' || bytesDone === undefined || size === 0) return formatSize(size)
  return `${formatSize(Math.min(bytesDone, size))} of ${formatSize(size)}`
}

export const STATE_WORDS: Record<ItemState, string> = {
  waiting: 'Waiting',
  moving: 'Moving',
  done: 'Done',
  skipped: 'Skipped',
  failed: 'Failed',
}

/** The choices of a filter by state, with how many there are of each. */
export function stateChoices(
  tally: ItemTally | undefined,
): { value: ItemState | 'all'; label: string }[] {
  const states = ['failed', 'moving', 'waiting', 'skipped', 'done'] as const
  return [
    { value: 'all', label: 'All' },
    ...states.map(value => {
      const count = tally?.[value] ?? 0
      const number = count === 0 ? '' : ` ${count.toLocaleString()}`
      return { value, label: `${STATE_WORDS[value]}${number}` }
    }),
  ]
}
