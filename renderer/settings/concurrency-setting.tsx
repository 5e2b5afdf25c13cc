import { useQuery } from '@tanstack/react-query'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import { settingsQuery, useChangeSettings } from '../queries/settings.ts'
import { Select } from '../ui/select.tsx'

const AUTOMATIC = 'automatic'
const FIXED = ['1', '2', '4', '8', '12', '16', '24', '32']

/** How many files and parts of files are moved at once: found out, or a fixed number. */
export function ConcurrencySetting() {
  const { data: settings = DEFAULT_SETTINGS } = useQuery(settingsQuery())
  const { mutate: change } = useChangeSettings()
  const chosen = String(settings.concurrency)
  const fixed = chosen === AUTOMATIC || FIXED.includes(chosen) ? FIXED : [...FIXED, chosen]
  return (
    <Select
      label="Files and parts at once"
      hint="Large files are moved in parts. Automatic moves as many at the same time as make it faster, and fewer when the server is too busy."
      value={chosen}
      onChange={value => change({ concurrency: value === AUTOMATIC ? AUTOMATIC : Number(value) })}
      options={[
        { value: AUTOMATIC, label: 'Automatic' },
        ...fixed.map(value => ({ value, label: value })),
      ]}
    />
  )
}
