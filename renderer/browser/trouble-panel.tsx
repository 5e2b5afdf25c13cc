import {
  CircleAlert,
  Clock,
  Gauge,
  Lock,
  type LucideIcon,
  SearchX,
  ShieldAlert,
  WifiOff,
} from 'lucide-react'
import { useSyncExternalStore } from 'react'
import type { Failure } from '#shared/errors.ts'
import { plainName } from '../model/display-name.ts'
import { placeAbove } from '../model/navigation.ts'
import { failureDetails, type Trouble, troubleOf, type Way } from '../model/trouble.ts'
import { Button } from '../ui/button.tsx'
import { Details } from '../ui/details.tsx'
import { useBrowser } from './browser-context.ts'
import { BucketForm } from './bucket-form.tsx'
import { useCommands } from './commands.ts'
import { StatePanel } from './state-panel.tsx'

const ICONS: Record<Trouble['look'], LucideIcon> = {
  offline: WifiOff,
  locked: Lock,
  missing: SearchX,
  clock: Clock,
  shield: ShieldAlert,
  slow: Gauge,
  fault: CircleAlert,
}

const EDITS = new Set<Way>(['edit-profile', 'set-region'])

/** Why the place cannot be shown, and the ways out of it. */
export function TroublePanel({ failure }: { readonly failure: Failure }) {
  const { place, situation } = useBrowser()
  const fixed = situation.fixedProfile
  const online = useOnline()
  const trouble = troubleOf(failure, place, online)
  const ways = trouble.ways.filter(way => way !== 'type-bucket' && !(fixed && EDITS.has(way)))
  const [first, ...others] = ways
  const asksForBucket = trouble.ways.includes('type-bucket')
  return (
    <StatePanel
      urgent
      icon={ICONS[trouble.look]}
      title={trouble.title}
      actions={
        <>
          {first && <WayButton way={first} failure={failure} main={!asksForBucket} />}
          {others.map(way => (
            <WayButton key={way} way={way} failure={failure} main={false} />
          ))}
        </>
      }
      details={<Details centered rows={failureDetails(failure)} />}
    >
      <p>{plainName(failure.message)}</p>
      <p>{failure.remedy}</p>
      {asksForBucket && <BucketForm />}
    </StatePanel>
  )
}

interface WayButtonProps {
  readonly way: Way
  readonly failure: Failure
  readonly main: boolean
}

function WayButton({ way, failure, main }: WayButtonProps) {
  const { go, place, profile, up, refresh } = useBrowser()
  const { editProfile } = useCommands()
  const look = main ? 'primary' : 'default'
  const { region } = failure.details
  switch (way) {
    case 'try-again':
      return (
        <Button look={look} onClick={refresh}>
          Try again
        </Button>
      )
    case 'edit-profile':
      return (
        <Button look={look} onClick={() => profile && editProfile(profile.id)}>
          Edit profile
        </Button>
      )
    case 'set-region':
      return (
        <Button look={look} onClick={() => profile && editProfile(profile.id, region)}>
          Use region {region}
        </Button>
      )
    case 'open-buckets':
      return (
        <Button
          look={look}
          onClick={() => profile && go({ type: 'profile', profileId: profile.id })}
        >
          Show all buckets
        </Button>
      )
    case 'go-up':
      return (
        <Button look={look} onClick={up} disabled={!placeAbove(place)}>
          Go up
        </Button>
      )
    case 'type-bucket':
      return null
    default:
      return way satisfies never
  }
}

function useOnline(): boolean {
  return useSyncExternalStore(
    listener => {
      window.addEventListener('online', listener)
      window.addEventListener('offline', listener)
      return () => {
        window.removeEventListener('online', listener)
        window.removeEventListener('offline', listener)
      }
    },
    () => navigator.onLine,
  )
}
