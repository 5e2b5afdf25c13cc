import { FlaskConical, Plus } from 'lucide-react'
import { PLAYGROUND_PROFILE_ID } from '#shared/profile.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { useBrowser } from './browser-context.ts'
import { useCommands } from './commands.ts'
import { SidebarFavorites } from './sidebar-favorites.tsx'
import { SidebarProfile } from './sidebar-profile.tsx'

/** The left side: every profile, the buckets of the open one, favorites, and the ways to get another. */
export function Sidebar({ narrow }: { readonly narrow: boolean }) {
  const { profiles } = useBrowser()
  const { run } = useCommands()
  const hasPlayground = profiles.some(({ id }) => id === PLAYGROUND_PROFILE_ID)
  return (
    <nav aria-label="Profiles" className="flex h-full min-w-0 flex-col bg-raised">
      <div
        className={`flex h-11 shrink-0 items-center ${narrow ? 'justify-center' : 'justify-between pr-2 pl-4'}`}
      >
        {!narrow && <h2 className="section-label">Profiles</h2>}
        <IconButton
          label="Add a profile"
          icon={<Plus size={16} />}
          onClick={() => run('add-profile')}
        />
      </div>
      <ul className="flex min-h-0 flex-1 flex-col gap-px overflow-x-hidden overflow-y-auto px-2 pb-2">
        {profiles.map(profile => (
          <SidebarProfile key={profile.id} profile={profile} narrow={narrow} />
        ))}
      </ul>
      <SidebarFavorites narrow={narrow} />
      {!hasPlayground && (
        <div
          className={`shrink-0 border-t border-hairline ${narrow ? 'flex justify-center py-2' : 'p-2'}`}
        >
          {narrow ? (
            <IconButton
              label="Open the playground"
              icon={<FlaskConical size={16} />}
              onClick={() => run('open-playground')}
            />
          ) : (
            <button
              type="button"
              onClick={() => run('open-playground')}
              className="flex h-7 w-full items-center gap-2 rounded-md px-2 text-secondary hover:bg-pressed hover:text-primary"
            >
              <FlaskConical size={14} className="shrink-0" />
              <span className="truncate">Open the playground</span>
            </button>
          )}
        </div>
      )}
    </nav>
  )
}
