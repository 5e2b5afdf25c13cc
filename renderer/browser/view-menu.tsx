import { useQuery } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import { ACTIONS } from '../model/actions.ts'
import { settingsQuery, useChangeSettings } from '../queries/settings.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuCheck, MenuChoice, MenuSeparator } from '../ui/menu.tsx'
import { ActionItem } from './action-items.tsx'
import { useBrowser } from './browser-context.ts'
import { useViewMode } from './use-view-mode.ts'

const CELL_SIZES = [
  { value: 'small', label: 'Small' },
  { value: 'medium', label: 'Medium' },
  { value: 'large', label: 'Large' },
] as const

const SORTS = [
  { value: 'name', label: 'Name' },
  { value: 'size', label: 'Size' },
  { value: 'modified', label: 'Modified' },
  { value: 'storageClass', label: 'Storage class' },
] as const
const BUCKET_SORTS = SORTS.filter(({ value }) => value === 'name' || value === 'modified')

const DENSITIES = [
  { value: 'compact', label: 'Compact' },
  { value: 'regular', label: 'Regular' },
  { value: 'comfortable', label: 'Comfortable' },
] as const

/** How the listing looks, and the way to settings and help. */
export function ViewMenu() {
  const settings = useQuery(settingsQuery())
  const { mutate: change } = useChangeSettings()
  const { place, sort, sortBy } = useBrowser()
  const [mode] = useViewMode(place)
  return (
    <Menu
      align="end"
      trigger={<IconButton label="View and settings" icon={<Ellipsis size={16} />} />}
    >
      {mode === 'grid' ? (
        <>
          <MenuChoice
            label="Icons"
            value={settings.data?.cellSize ?? 'medium'}
            options={CELL_SIZES}
            onChange={cellSize => change({ cellSize })}
          />
          <MenuSeparator />
          <MenuChoice
            label="Sort by"
            value={sort.column}
            options={place.type === 'profile' ? BUCKET_SORTS : SORTS}
            onChange={sortBy}
          />
          <MenuCheck
            label="Descending"
            checked={sort.direction === 'descending'}
            onChange={() => sortBy(sort.column)}
          />
        </>
      ) : (
        <MenuChoice
          label="Rows"
          value={settings.data?.density ?? 'regular'}
          options={DENSITIES}
          onChange={density => change({ density })}
        />
      )}
      <MenuSeparator />
      <MenuCheck
        label={ACTIONS['toggle-folders-first'].label}
        checked={settings.data?.foldersFirst ?? true}
        onChange={foldersFirst => change({ foldersFirst })}
      />
      <MenuCheck
        label={ACTIONS['toggle-byte-order'].label}
        checked={settings.data?.nameOrder === 'bytes'}
        onChange={inBytes => change({ nameOrder: inBytes ? 'bytes' : 'natural' })}
      />
      <MenuCheck
        label="Preview"
        checked={settings.data?.previewShown ?? true}
        onChange={previewShown => change({ previewShown })}
      />
      <ActionItem id="toggle-pane" />
      <ActionItem id="show-local" />
      <MenuSeparator />
      <ActionItem id="new-tab" />
      <ActionItem id="reopen-tab" />
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
