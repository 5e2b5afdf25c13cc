import { Database, Folder } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { s3Uri } from '#shared/location.ts'
import type { Favorite } from '#shared/places.ts'
import { plainName } from '../model/display-name.ts'
import { placeName } from '../model/place-name.ts'
import { classNames } from '../ui/class-names.ts'
import { ContextMenu } from '../ui/context-menu.tsx'
import { useBrowser } from './browser-context.ts'
import { useCommands } from './commands.ts'
import { dragFavorite } from './dragged-place.ts'
import { FavoriteMenu } from './favorite-menu.tsx'
import { FavoriteNameField } from './favorite-name-field.tsx'
import { NameText } from './name-text.tsx'
import { ProfileDot } from './profile-dot.tsx'
import { useFavorites } from './use-favorites.ts'
import { DROP_RING, useFolderDrop } from './use-folder-drop.tsx'

interface SidebarFavoriteProps {
  readonly favorite: Favorite
  readonly index: number
  readonly narrow: boolean
  /** On which side of it the dragged one would go. */
  readonly gap: 'above' | 'below' | undefined
}

/** One favorite: leads to its place, takes files, and is moved by drag or with alt and an arrow. */
export function SidebarFavorite({ favorite, index, narrow, gap }: SidebarFavoriteProps) {
  const { place, profiles } = useBrowser()
  const { openKept } = useCommands()
  const favorites = useFavorites()
  const [renaming, setRenaming] = useState(false)
  const profile = profiles.find(({ id }) => id === favorite.profileId)
  const { profileId, bucket, prefix } = favorite
  const { over, label, handlers } = useFolderDrop(profile && { profileId, bucket, prefix })
  const name = favorite.name ?? placeName(favorite)
  const current =
    place.type === 'folder' &&
    place.location.profileId === profileId &&
    place.location.bucket === bucket &&
    place.location.prefix === prefix
  const Icon = prefix === '' ? Database : Folder
  const whose = profile?.label ?? favorite.profileLabel
  const missing = profile ? '' : ' The profile is not here.'

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'F2') setRenaming(true)
    else if (event.key === 'Delete') favorites.remove(favorite)
    else if (event.altKey && event.key === 'ArrowUp')
      favorites.move(favorite.id, Math.max(0, index - 1))
    else if (event.altKey && event.key === 'ArrowDown') favorites.move(favorite.id, index + 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  if (renaming && !narrow) {
    return (
      <li>
        <FavoriteNameField
          name={plainName(name)}
          onDone={next => {
            setRenaming(false)
            if (next !== undefined) favorites.rename(favorite.id, next)
          }}
        />
      </li>
    )
  }
  return (
    <li
      data-favorite={favorite.id}
      className={classNames(
        'relative',
        gap && 'after:absolute after:inset-x-1 after:h-0.5 after:rounded-full after:bg-accent',
        gap === 'above' && 'after:-top-px',
        gap === 'below' && 'after:-bottom-px',
      )}
    >
      <ContextMenu menu={<FavoriteMenu favorite={favorite} onRename={() => setRenaming(true)} />}>
        <button
          type="button"
          draggable
          onDragStart={event => dragFavorite(event.dataTransfer, favorite.id)}
          aria-current={current ? 'page' : undefined}
          aria-label={`${plainName(name)}, ${whose}.${missing}`}
          title={`${plainName(s3Uri(bucket, prefix))} in ${whose}.${missing}`}
          onClick={() => openKept(favorite)}
          onKeyDown={onKeyDown}
          {...handlers}
          className={classNames(
            'flex h-7 w-full items-center gap-2 rounded-md px-2 text-left',
            narrow && 'justify-center',
            current ? 'bg-pressed font-medium' : 'hover:bg-pressed/60',
            !profile && 'text-secondary italic',
            over && !gap && DROP_RING,
          )}
        >
          <Icon size={14} strokeWidth={1.75} className="shrink-0 text-folder" />
          {!narrow && (
            <span className="min-w-0 flex-1">
              <NameText name={name} endFirst />
            </span>
          )}
          {!narrow && profile && <ProfileDot color={profile.color} />}
          {!gap && label}
        </button>
      </ContextMenu>
    </li>
  )
}
