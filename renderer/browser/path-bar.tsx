import { ChevronRight, Ellipsis, Lock } from 'lucide-react'
import { ancestors, lastSegment } from '#shared/location.ts'
import { plainName } from '../model/display-name.ts'
import type { Place } from '../model/navigation.ts'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { useBrowser } from './browser-context.ts'
import { NameText } from './name-text.tsx'
import { PathField } from './path-field.tsx'
import { ProfileDot } from './profile-dot.tsx'

/** More folders than this are folded into a menu in the middle. */
const MOST_CRUMBS = 5
const LAST_CRUMBS = 3

interface Crumb {
  readonly place: Place
  readonly name: string
}

/** Where the window is: breadcrumbs, and a field for any `s3://` URI when clicked. */
export function PathBar() {
  const { place, profile, editingPath, setEditingPath } = useBrowser()
  if (editingPath && profile) return <PathField profileId={profile.id} />
  if (!profile) return <div className="min-w-0 flex-1" />
  const crumbs = crumbsOf(place)
  const folded = crumbs.length > MOST_CRUMBS ? crumbs.slice(1, -LAST_CRUMBS) : []
  const shown = folded.length > 0 ? crumbs.slice(-LAST_CRUMBS) : crumbs.slice(1)
  const [root] = crumbs
  return (
    <nav
      aria-label="Path"
      className="@container flex h-7 min-w-0 flex-1 cursor-text items-center rounded-md border border-hairline bg-background px-1"
      onPointerUp={event => {
        if (event.target === event.currentTarget) setEditingPath(true)
      }}
    >
      <CrumbButton place={{ type: 'profile', profileId: profile.id }} last={!root} first>
        <ProfileDot color={profile.color} />
        <span className="truncate @max-[300px]:hidden">{profile.label}</span>
        {profile.readOnly && (
          <Tooltip text="Read-only: Pail sends nothing that changes anything">
            <Lock size={12} className="shrink-0 text-secondary" aria-label="Read-only" />
          </Tooltip>
        )}
      </CrumbButton>
      {root && <CrumbItem crumb={root} last={crumbs.length === 1} />}
      {folded.length > 0 && <FoldedCrumbs crumbs={folded} />}
      {shown.map((crumb, index) => (
        <CrumbItem
          key={crumb.name + String(index)}
          crumb={crumb}
          last={index === shown.length - 1}
        />
      ))}
    </nav>
  )
}

function CrumbItem({ crumb, last }: { readonly crumb: Crumb; readonly last: boolean }) {
  return (
    <>
      <Separator />
      <CrumbButton place={crumb.place} last={last}>
        <NameText name={crumb.name} endFirst />
      </CrumbButton>
    </>
  )
}

interface CrumbButtonProps {
  readonly place: Place
  readonly last: boolean
  readonly first?: boolean
  readonly children: React.ReactNode
}

function CrumbButton({ place, last, first = false, children }: CrumbButtonProps) {
  const { go } = useBrowser()
  return (
    <button
      type="button"
      aria-current={last ? 'page' : undefined}
      onClick={() => go(place)}
      className={`flex h-5.5 min-w-6 items-center gap-1.5 rounded-sm px-1.5 hover:bg-hover ${
        last ? 'font-medium' : 'text-secondary hover:text-primary'
      } ${first ? 'max-w-40 shrink-[9]' : last ? 'shrink' : 'shrink-[2]'}`}
    >
      {children}
    </button>
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
        {crumbs.map((crumb, index) => (
          <MenuItem
            key={crumb.name + String(index)}
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
