import { FolderOpen, Pencil, StarOff } from 'lucide-react'
import type { Favorite } from '#shared/places.ts'
import { shortcutLabel } from '../model/shortcut.ts'
import { MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { useBrowser } from './browser-context.ts'
import { useCommands } from './commands.ts'
import { keyboard } from './keyboard.ts'
import { CopyPlaceMenu } from './place-menu.tsx'
import { useFavorites } from './use-favorites.ts'

interface FavoriteMenuProps {
  readonly favorite: Favorite
  readonly onRename: () => void
}

/** What a right click on a favorite offers. */
export function FavoriteMenu({ favorite, onRename }: FavoriteMenuProps) {
  const { profiles } = useBrowser()
  const { openKept } = useCommands()
  const { all, move, remove } = useFavorites()
  const { id, profileId, bucket, prefix } = favorite
  const index = all.indexOf(favorite)
  const here = profiles.some(profile => profile.id === profileId)
  return (
    <>
      <MenuItem
        label={here ? 'Open' : 'Open with another profile…'}
        icon={<FolderOpen size={14} />}
        onSelect={() => openKept(favorite)}
      />
      <MenuItem label="Rename" icon={<Pencil size={14} />} shortcut="F2" onSelect={onRename} />
      {here && <CopyPlaceMenu location={{ profileId, bucket, prefix }} />}
      <MenuSeparator />
      <MenuItem
        label="Move up"
        shortcut={shortcutLabel('alt+ArrowUp', keyboard())}
        disabledReason={index === 0 ? 'It is the first one.' : undefined}
        onSelect={() => move(id, index - 1)}
      />
      <MenuItem
        label="Move down"
        shortcut={shortcutLabel('alt+ArrowDown', keyboard())}
        disabledReason={index === all.length - 1 ? 'It is the last one.' : undefined}
        onSelect={() => move(id, index + 1)}
      />
      <MenuSeparator />
      <MenuItem
        label="Remove from favorites"
        icon={<StarOff size={14} />}
        onSelect={() => remove(favorite)}
      />
    </>
  )
}
