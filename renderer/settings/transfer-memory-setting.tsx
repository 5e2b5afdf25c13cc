import { useQuery } from '@tanstack/react-query'
import { DEFAULT_SETTINGS, LEAST_TRANSFER_MEMORY, MOST_TRANSFER_MEMORY } from '#shared/settings.ts'
import { settingsQuery, useChangeSettings } from '../queries/settings.ts'
import { CommitField } from '../ui/commit-field.tsx'

const MB = 1_000_000

/** How much memory all transfers together may take. */
export function TransferMemorySetting() {
  const { data: settings = DEFAULT_SETTINGS } = useQuery(settingsQuery())
  const { mutate: change } = useChangeSettings()
  return (
    <CommitField
      label="Memory for transfers (MB)"
      inputMode="numeric"
      hint="What is being sent is kept in memory until it has arrived. All transfers together take no more than this; only a part of a file that is larger by itself does, alone."
      value={settings.transferMemory}
      format={bytes => String(bytes / MB)}
      parse={memoryIn}
      wrong="A whole number from 16 to 64000."
      onChange={transferMemory => change({ transferMemory })}
    />
  )
}

function memoryIn(text: string): number | undefined {
  const bytes = /^\d+$/.test(text) ? Number(text) * MB : Number.NaN
  return bytes >= LEAST_TRANSFER_MEMORY && bytes <= MOST_TRANSFER_MEMORY ? bytes : undefined
}
