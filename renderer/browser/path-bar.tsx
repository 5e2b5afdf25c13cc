import { ChevronRight, Ellipsis, Lock } from 'lucide-react'
import { Fragment, type ReactNode, useRef } from 'react'
import { ancestors, lastSegment, s3Uri } from '#shared/location.ts'
import { plainName } from '../model/display-name.ts'
import { foldPath } from '../model/fold-path.ts'
import type { Place } from '../model/navigation.ts'
import type { ListedProfile } from '../queries/profiles.ts'
import { classNames } from '../ui/class-names.ts'
import { ContextMenu } from '../ui/context-menu.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { useBrowser } from './browser-context.ts'
import { useCommands } from './commands.ts'
import { dragPlace } from './dragged-place.ts'
import { LocalPath } from './local-path.tsx'
import { NameText } from './name-text.tsx'
import { PathField } from './path-field.tsx'
import { PathSiblings } from './path-siblings.tsx'
import { PlaceMenu } from './place-menu.tsx'
import { ProfileDot } from './profile-dot.tsx'
import { DROP_RING, useFolderDrop } from './use-folder-drop.tsx'
import { useWidth } from './use-width.ts'

/** Below this the profile is only its dot, in pixels of the path bar. */
const NARROW = 400
const DOT_ROOM = 40
const PROFILE_ROOM = 160
/** Names up to this many letters are never cut. */
const SHORT_NAME = 10

interface Crumb {
  readonly place: Place
  readonly name: string
}

/** Where the window is: breadcrumbs, and a field for any address when clicked. */
export function PathBar() {
  const { place, profile, editingPath, setEditingPath } = useBrowser()
  if (place.type === 'local') return <LocalPath place={place} />
  if (editingPath && profile) return <PathField profile={profile} />
  if (!profile) return <div className="min-w-0 flex-1" />
  return <Crumbs profile={profile} crumbs={crumbsOf(place)} onEdit={() => setEditingPath(true)} />
}

interface CrumbsProps {
  readonly profile: ListedProfile
  readonly crumbs: readonly Crumb[]
  readonly onEdit: () => void
}

function Crumbs({ profile, crumbs, onEdit }: CrumbsProps) {
  const { side } = useBrowser()
  const bar = useRef<HTMLElement>(null)
  const width = useWidth(bar)
  const narrow = width < NARROW
  const names = crumbs.map(({ name }) => name)
  const { from, to } = foldPath(names, width - (narrow ? DOT_ROOM : PROFILE_ROOM))
  return (
    <nav
      ref={bar}
      aria-label={side ? `Path on the ${side}` : 'Path'}
      className="flex h-7 min-w-0 flex-1 cursor-text items-center overflow-x-clip rounded-md border border-hairline bg-background px-1"
      onPointerUp={event => {
        if (event.target === event.currentTarget) onEdit()
      }}
    >
      <CrumbButton
        place={{ type: 'profile', profileId: profile.id }}
        last={crumbs.length === 0}
        look="max-w-40 shrink-[9]"
      >
        <ProfileDot color={profile.color} />
        <span className={narrow && crumbs.length > 0 ? 'sr-only' : 'truncate'}>
          {profile.label}
        </span>
        {profile.readOnly && (
          <Tooltip text="Read-only: Pail sends nothing that changes anything">
            <Lock size={12} className="shrink-0 text-secondary" aria-label="Read-only" />
          </Tooltip>
        )}
      </CrumbButton>
      <CrumbItems profile={profile} crumbs={crumbs.slice(0, from)} last={false} />
      {from < to && <FoldedCrumbs crumbs={crumbs.slice(from, to)} />}
      <CrumbItems profile={profile} crumbs={crumbs.slice(to)} last />
    </nav>
  )
}

interface CrumbItemsProps {
  readonly profile: ListedProfile
  readonly crumbs: readonly Crumb[]
  /** Whether the last of them is where the window is. */
  readonly last: boolean
}

function CrumbItems({ profile, crumbs, last }: CrumbItemsProps) {
  return crumbs.map(({ place, name }, index) => (
    <Fragment key={JSON.stringify(place)}>
      <PathSiblings profile={profile} place={place} name={name} />
      <CrumbButton
        place={place}
        last={last && index === crumbs.length - 1}
        look={name.length <= SHORT_NAME ? 'shrink-0' : 'shrink'}
      >
        <NameText name={name} endFirst />
      </CrumbButton>
    </Fragment>
  ))
}

interface CrumbButtonProps {
  readonly place: Place
  readonly last: boolean
  /** How it gives way when there is no room. */
  readonly look: string
  readonly children: ReactNode
}

function CrumbButton({ place, last, look, children }: CrumbButtonProps) {
  const { go } = useBrowser()
  const { openPlaceInTab } = useCommands()
  const location = place.type === 'folder' ? place.location : undefined
  const { over, label, handlers } = useFolderDrop(location, () => go(place))
  const button = (
    <button
      type="button"
      draggable={location !== undefined}
      onDragStart={event => {
        if (location)
          dragPlace(event.dataTransfer, location, s3Uri(location.bucket, location.prefix))
      }}
      aria-current={last ? 'page' : undefined}
      onClick={() => go(place)}
      onAuxClick={event => {
        if (event.button === 1) openPlaceInTab(place, true)
      }}
      {...handlers}
      className={classNames(
        'flex h-5.5 min-w-6 items-center gap-1.5 rounded-sm px-1.5 hover:bg-hover',
        last ? 'font-medium' : 'text-secondary hover:text-primary',
        look,
        over && DROP_RING,
      )}
    >
      {children}
      {label}
    </button>
  )
  return location ? (
    <ContextMenu menu={<PlaceMenu location={location} />}>{button}</ContextMenu>
  ) : (
    button
  )
}

function FoldedCrumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  const { go } = useBrowser()
  return (
    <>
      <Separator />
      <Menu
        trigger={
          <button
            type="button"
            aria-label="Folders between"
            className="flex h-5.5 w-6 shrink-0 items-center justify-center rounded-sm text-secondary hover:bg-hover hover:text-primary"
          >
            <Ellipsis size={14} />
          </button>
        }
      >
        {crumbs.map(crumb => (
          <MenuItem
            key={JSON.stringify(crumb.place)}
            label={plainName(crumb.name)}
            onSelect={() => go(crumb.place)}
          />
        ))}
      </Menu>
    </>
  )
}

function Separator() {
  return <ChevronRight size={12} aria-hidden="true" className="shrink-0 text-secondary/70" />
}

function crumbsOf(place: Place): Crumb[] {
  if (place.type !== 'folder') return []
  return ancestors(place.location).map(location => ({
    place: { type: 'folder', location },
    name: location.prefix === '' ? location.bucket : lastSegment(location.prefix),
  }))
}
