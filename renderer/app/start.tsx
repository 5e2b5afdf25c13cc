import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useEffect } from 'react'
import { StatePanel } from '../browser/state-panel.tsx'
import type { Place } from '../model/navigation.ts'
import { restored } from '../model/saved-workspace.ts'
import { appInfoQuery } from '../queries/app-info.ts'
import { followListings } from '../queries/listings.ts'
import { type ListedProfile, profilesQuery } from '../queries/profiles.ts'
import { useTopics } from '../queries/use-topics.ts'
import { savedWorkspaceQuery } from '../queries/workspace.ts'
import { Button } from '../ui/button.tsx'
import { Frame } from './frame.tsx'
import { useTheme } from './use-theme.ts'

/** Asks what there is, then opens the window on it. */
export function Start() {
  useTheme()
  useTopics()
  const client = useQueryClient()
  useEffect(() => followListings(client), [client])
  const info = useQuery(appInfoQuery())
  const profiles = useQuery(profilesQuery())
  const saved = useQuery(savedWorkspaceQuery())
  const error = info.error ?? profiles.error ?? saved.error
  if (info.data && profiles.data && saved.data) {
    const wanted = info.data.openProfile
    const listed = profiles.data.profiles
    const first = restored(saved.data, {
      profileIds: new Set(listed.map(({ id }) => id)),
      first: firstPlace(wanted, listed),
      wanted,
    })
    return <Frame first={first} list={profiles.data} />
  }
  if (!error) return null
  const again = () => {
    void info.refetch()
    void profiles.refetch()
    void saved.refetch()
  }
  return (
    <main className="flex h-full flex-col">
      <StatePanel
        urgent
        icon={CircleAlert}
        title="Pail could not start"
        actions={
          <Button look="primary" onClick={again}>
            Try again
          </Button>
        }
      >
        <p>{error.message}</p>
      </StatePanel>
    </main>
  )
}

/** Opens the profile that was asked for, else the first one, where it starts. */
function firstPlace(wanted: string | undefined, profiles: readonly ListedProfile[]): Place {
  const profile = profiles.find(({ id }) => id === wanted) ?? profiles[0]
  if (!profile) return { type: 'welcome' }
  const { id, start } = profile
  return start
    ? { type: 'folder', location: { profileId: id, ...start } }
    : { type: 'profile', profileId: id }
}
