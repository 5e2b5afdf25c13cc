import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import type { RecentPlace } from '#shared/places.ts'
import { plainName } from '../model/display-name.ts'
import { placeAround, placeName } from '../model/place-name.ts'
import { placesQuery } from '../queries/places.ts'
import { settingsQuery } from '../queries/settings.ts'
import { Menu, MenuGroup, MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { ActionItem } from './action-items.tsx'
import { useBrowser } from './browser-context.ts'
import { useCommands } from './commands.ts'

/** As many as are taken in at a glance; the palette has the others. */
const OWN = 8
const OTHERS = 5

/** The button with the places that were visited last: of this profile, then of the others. */
export function RecentMenu() {
  const { profile } = useBrowser()
  const { data } = useQuery(placesQuery())
  const { data: settings } = useQuery(settingsQuery())
  const recents = data?.recents ?? []
  const own = recents.filter(({ profileId }) => profileId === profile?.id).slice(0, OWN)
  const others = recents.filter(({ profileId }) => profileId !== profile?.id).slice(0, OTHERS)
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label="Recent places"
          title="Recent places"
          className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-secondary hover:bg-pressed hover:text-primary data-popup-open:bg-pressed data-popup-open:text-primary"
        >
          <History size={15} />
        </button>
      }
    >
      {profile && own.length > 0 && <RecentGroup label={profile.label} recents={own} />}
      {others.length > 0 && (
        <RecentGroup label={profile ? 'Other profiles' : 'Recent'} recents={others} />
      )}
      {recents.length === 0 && (
        <MenuItem
          label={
            settings?.keepRecents === false
              ? 'Recent places are not kept'
              : 'No place was visited yet'
          }
          disabledReason="There is nothing to open."
          onSelect={() => undefined}
        />
      )}
      <MenuSeparator />
      <ActionItem id="recent-places" />
      <ActionItem id="clear-recents" />
    </Menu>
  )
}

interface RecentGroupProps {
  readonly label: string
  readonly recents: readonly RecentPlace[]
}

function RecentGroup({ label, recents }: RecentGroupProps) {
  const { openKept } = useCommands()
  return (
    <MenuGroup label={label}>
      {recents.map(recent => (
        <MenuItem
          key={`${recent.profileId} ${recent.bucket} ${recent.prefix}`}
          label={plainName(placeName(recent))}
          detail={recent.prefix === '' ? '' : plainName(placeAround(recent))}
          onSelect={() => openKept(recent)}
        />
      ))}
    </MenuGroup>
  )
}
