import type { Home } from './address.ts'
import { partitionOf } from './address.ts'
import { isAwsHost } from './aws-host.ts'
import type { ProfileEndpoint } from './endpoint-match.ts'
import { urlParts } from './url-parts.ts'

/** Which profile opens an address. */
export type ProfileChoice =
  | { readonly type: 'profile'; readonly profileId: string }
  /** Several could, or the one that was meant is not here: the user says which. */
  | { readonly type: 'ask'; readonly profileIds: readonly string[]; readonly reason: string }
  | { readonly type: 'none'; readonly problem: string }

/** Takes the current profile when the address is one of its own, else the one that it fits. */
export function chooseProfile(
  home: Home,
  profiles: readonly ProfileEndpoint[],
  currentId: string | undefined,
): ProfileChoice {
  if (profiles.length === 0) return none('There is no profile yet. Add one, then go there again.')
  switch (home.type) {
    case 'any':
      return choose(ids(profiles), currentId, 'The address does not say where its bucket is.')
    case 'endpoint':
      return choose(home.profileIds, currentId, 'Several profiles have this endpoint.')
    case 'aws':
      return chooseForAws(home, profiles, currentId)
    case 'profile': {
      const own = profiles.find(({ id }) => id === home.id)
      if (own) return { type: 'profile', profileId: own.id }
      const named = profiles.filter(({ label }) => label === home.label)
      if (named.length > 0) {
        return choose(ids(named), undefined, `Several profiles are named “${home.label}”.`)
      }
      const missing = home.label === undefined ? 'The profile' : `The profile “${home.label}”`
      return {
        type: 'ask',
        profileIds: ids(profiles),
        reason: `${missing} that this place belongs to is not here.`,
      }
    }
    default:
      return home satisfies never
  }
}

function chooseForAws(
  { partition, region }: Extract<Home, { type: 'aws' }>,
  profiles: readonly ProfileEndpoint[],
  currentId: string | undefined,
): ProfileChoice {
  const fit = profiles.filter(
    profile => isOnAws(profile) && partitionOf(profile.region) === partition,
  )
  if (fit.length === 0) {
    const where = partition === 'aws' ? 'AWS' : `AWS (${partition})`
    return none(`No profile is for ${where}. Add one, then go there again.`)
  }
  const near = fit.filter(profile => profile.region === region)
  const candidates = fit.some(({ id }) => id === currentId) || near.length === 0 ? fit : near
  return choose(ids(candidates), currentId, 'Several profiles are for AWS.')
}

function choose(
  profileIds: readonly string[],
  currentId: string | undefined,
  reason: string,
): ProfileChoice {
  const [first, ...others] = profileIds
  if (currentId !== undefined && profileIds.includes(currentId)) {
    return { type: 'profile', profileId: currentId }
  }
  return first !== undefined && others.length === 0
    ? { type: 'profile', profileId: first }
    : { type: 'ask', profileIds, reason }
}

function isOnAws({ endpoint }: ProfileEndpoint): boolean {
  return endpoint.type === 'aws' || isAwsHost(urlParts(endpoint.url)?.host ?? '')
}

function ids(profiles: readonly ProfileEndpoint[]): string[] {
  return profiles.map(({ id }) => id)
}

function none(problem: string): ProfileChoice {
  return { type: 'none', problem }
}
