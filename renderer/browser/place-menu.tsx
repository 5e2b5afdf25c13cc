import { FolderOpen, RefreshCw, Star, StarOff } from 'lucide-react'
import type { Location } from '#shared/location.ts'
import { COPY_AS_ACTIONS, type CopyAsId } from '../model/actions/copy-as.ts'
import { ACTIONS } from '../model/actions.ts'
import { MenuItem, MenuSeparator, SubMenu } from '../ui/menu.tsx'
import { useBrowser } from './browser-context.ts'
import { useCommands } from './commands.ts'
import { useFavorites } from './use-favorites.ts'

const COPY_AS = Object.keys(COPY_AS_ACTIONS) as CopyAsId[]

/** What a right click offers on a place that is not a row: a bucket at the side, a crumb. */
export function PlaceMenu({ location }: { readonly location: Location }) {
  const { go, place, refresh } = useBrowser()
  const favorites = useFavorites()
  const favorite = favorites.find(location)
  const here =
    place.type === 'folder' &&
    place.location.bucket === location.bucket &&
    place.location.prefix === location.prefix
  return (
    <>
      <MenuItem
        label="Open"
        icon={<FolderOpen size={14} />}
        onSelect={() => go({ type: 'folder', location })}
      />
      {here && <MenuItem label="Refresh" icon={<RefreshCw size={14} />} onSelect={refresh} />}
      <MenuSeparator />
      {favorite ? (
        <MenuItem
          label="Remove from favorites"
          icon={<StarOff size={14} />}
          onSelect={() => favorites.remove(favorite)}
        />
      ) : (
        <MenuItem
          label="Add to favorites"
          icon={<Star size={14} />}
          onSelect={() => favorites.add(location)}
        />
      )}
      <CopyPlaceMenu location={location} />
    </>
  )
}

/** The ways to copy a place, as a menu of their own. */
export function CopyPlaceMenu({ location }: { readonly location: Location }) {
  const { copyAs } = useCommands()
  const { profileId, bucket, prefix } = location
  return (
    <SubMenu label="Copy">
      {COPY_AS.map(id => (
        <MenuItem
          key={id}
          label={ACTIONS[id].label}
          disabledReason={id === 'copy-key' && prefix === '' ? 'A bucket has no key.' : undefined}
          onSelect={() => copyAs(id, { profileId, bucket, keyOrPrefix: prefix })}
        />
      ))}
    </SubMenu>
  )
}
