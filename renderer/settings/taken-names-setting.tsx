import { useQuery } from '@tanstack/react-query'
import { DEFAULT_SETTINGS, type TakenNames } from '#shared/settings.ts'
import { settingsQuery, useChangeSettings } from '../queries/settings.ts'
import { Select } from '../ui/select.tsx'

const CHOICES: readonly { readonly value: TakenNames; readonly label: string }[] = [
  { value: 'ask', label: 'Ask each time' },
  { value: 'keep-both', label: 'Keep both' },
  { value: 'skip', label: 'Skip' },
  { value: 'replace-newer', label: 'Replace what is older' },
  { value: 'replace-different', label: 'Replace what is different' },
]

/** What becomes of names that are taken where nobody wants to be asked. */
export function TakenNamesSetting() {
  const { data: settings = DEFAULT_SETTINGS } = useQuery(settingsQuery())
  const { mutate: change } = useChangeSettings()
  return (
    <Select<TakenNames>
      label="When a name is taken"
      hint="For uploads, downloads, copies and moves. A new name for one item always asks."
      value={settings.takenNames}
      onChange={takenNames => change({ takenNames })}
      options={CHOICES}
    />
  )
}
