import { useQuery } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import { settingsQuery, useChangeSettings } from '../queries/settings.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuCheck, MenuChoice, MenuSeparator } from '../ui/menu.tsx'
import { ActionItem } from './action-items.tsx'

const DENSITIES = [
  { value: 'compact', label: 'Compact' },
  { value: 'regular', label: 'Regular' },
  { value: 'comfortable', label: 'Comfortable' },
] as const

/** How the listing looks, and the way to settings and help. */
export function ViewMenu() {
  const settings = useQuery(settingsQuery())
  const { mutate: change } = useChangeSettings()
  return (
    <Menu
      align="end"
      trigger={<IconButton label="View and settings" icon={<Ellipsis size={16} />} />}
    >
      <MenuChoice
        label="Rows"
        value={settings.data?.density ?? 'regular'}
        options={DENSITIES}
        onChange={density => change({ density })}
      />
      <MenuSeparator />
      <MenuCheck
        label="Folders first"
        checked={settings.data?.foldersFirst ?? true}
        onChange={foldersFirst => change({ foldersFirst })}
      />
      <MenuSeparator />
      <ActionItem id="refresh" />
      <ActionItem id="select-all" />
      <MenuSeparator />
      <ActionItem id="edit-profile" />
      <ActionItem id="settings" />
      <ActionItem id="help" />
    </Menu>
  )
}
