import { useQuery } from '@tanstack/react-query'
import { Copy, FolderOpen, KeyRound, Pencil, Trash2 } from 'lucide-react'
import { PLAYGROUND_PROFILE_ID } from '#shared/profile.ts'
import { bucketsQuery } from '../queries/buckets.ts'
import type { ListedProfile } from '../queries/profiles.ts'
import { classNames } from '../ui/class-names.ts'
import { ContextMenu } from '../ui/context-menu.tsx'
import { MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { useBrowser } from './browser-context.ts'
import { useCommands } from './commands.ts'
import { ProfileBadge, ProfileDot } from './profile-dot.tsx'
import { SidebarBucket } from './sidebar-bucket.tsx'

/** More buckets than this are looked through in the listing, where they can be filtered. */
const MOST_BUCKETS = 100

interface SidebarProfileProps {
  readonly profile: ListedProfile
  readonly narrow: boolean
}

/** A profile; its buckets under it while it is open. */
export function SidebarProfile({ profile, narrow }: SidebarProfileProps) {
  const { place, profile: open, go, openProfile } = useBrowser()
  const isOpen = open?.id === profile.id
  // Once open, a click leads from anywhere in it to its buckets.
  const openIt = () =>
    isOpen ? go({ type: 'profile', profileId: profile.id }) : openProfile(profile)
  const button = (
    <button
      type="button"
      aria-label={narrow ? profile.label : undefined}
      aria-current={isOpen && place.type === 'profile' ? 'page' : undefined}
      onClick={openIt}
      className={classNames(
        'flex w-full items-center gap-2 rounded-md text-left',
        narrow ? 'h-8 justify-center' : 'h-7 px-2',
        isOpen && (place.type === 'profile' || narrow) ? 'bg-pressed' : 'hover:bg-pressed/60',
        isOpen && 'font-medium',
      )}
    >
      {narrow ? (
        <ProfileBadge color={profile.color} label={profile.label} />
      ) : (
        <ProfileDot color={profile.color} />
      )}
      {!narrow && <span className="min-w-0 flex-1 truncate">{profile.label}</span>}
      {!narrow && profile.secret === 'missing' && (
        <KeyRound size={12} className="shrink-0 text-warning" aria-label="Its secret is missing" />
      )}
    </button>
  )
  return (
    <li>
      <ContextMenu menu={<ProfileMenu profile={profile} />}>
        <div>{narrow ? <Tooltip text={profile.label}>{button}</Tooltip> : button}</div>
      </ContextMenu>
      {isOpen && !narrow && <Buckets profile={profile} />}
    </li>
  )
}

function ProfileMenu({ profile }: { readonly profile: ListedProfile }) {
  const { openProfile } = useBrowser()
  const { editProfile, duplicateProfile, deleteProfile } = useCommands()
  const { id } = profile
  const fixed = id === PLAYGROUND_PROFILE_ID ? 'The playground cannot be changed.' : undefined
  return (
    <>
      <MenuItem
        label="Open"
        icon={<FolderOpen size={14} />}
        onSelect={() => openProfile(profile)}
      />
      <MenuItem
        label="Edit…"
        icon={<Pencil size={14} />}
        disabledReason={fixed}
        onSelect={() => editProfile(id)}
      />
      <MenuItem
        label="Duplicate…"
        icon={<Copy size={14} />}
        disabledReason={fixed}
        onSelect={() => duplicateProfile(id)}
      />
      <MenuSeparator />
      <MenuItem
        label="Delete…"
        icon={<Trash2 size={14} />}
        danger
        disabledReason={fixed}
        onSelect={() => deleteProfile(id)}
      />
    </>
  )
}

function Buckets({ profile }: { readonly profile: ListedProfile }) {
  const { place, go, failure } = useBrowser()
  const { data } = useQuery(bucketsQuery(profile.id))
  const current = place.type === 'folder' ? place.location.bucket : undefined
  // What may not be listed can still be open, or be where the profile starts.
  const listed = (data ?? []).map(({ name }) => name)
  const missing = failure?.code === 'no-such-bucket'
  const unlisted = [profile.start?.bucket, missing ? undefined : current].filter(
    name => name !== undefined,
  )
  const names = [...new Set([...unlisted.filter(name => !listed.includes(name)), ...listed])]
  const shown = names.slice(0, MOST_BUCKETS)
  return (
    <ul className="flex flex-col gap-px pt-px">
      {shown.map(bucket => (
        <li key={bucket}>
          <SidebarBucket profileId={profile.id} bucket={bucket} current={bucket === current} />
        </li>
      ))}
      {names.length > shown.length && (
        <li>
          <button
            type="button"
            onClick={() => go({ type: 'profile', profileId: profile.id })}
            className="h-7 w-full rounded-md pr-2 pl-6 text-left text-accent hover:bg-pressed/60"
          >
            All {names.length.toLocaleString()} buckets
          </button>
        </li>
      )}
    </ul>
  )
}
