import type { Profile } from '../profile.ts'
import type { Address } from './address.ts'
import { percentDecoded } from './percent.ts'
import { type UrlParts, urlParts } from './url-parts.ts'

/** What of a profile decides whether an address is one of its own. */
export type ProfileEndpoint = Pick<Profile, 'id' | 'label' | 'endpoint' | 'region'>

/** Splits `/bucket/key`, as a path-style URL has it. */
export function pathStyle(path: string): { bucket: string | undefined; keyOrPrefix: string } {
  const match = /^\/([^/]+)(?:\/(.*))?$/s.exec(path)
  const bucket = match?.[1] ? percentDecoded(match[1]) : undefined
  return { bucket, keyOrPrefix: percentDecoded(match?.[2] ?? '') }
}

/**
 * Reads a URL below the endpoint of a saved profile, path-style or virtual-hosted, whichever the
 * profile itself uses. `undefined` when it is below none.
 */
export function readEndpointUrl(
  url: UrlParts,
  profiles: readonly ProfileEndpoint[],
): Address | undefined {
  const found = profiles.flatMap(profile => {
    const match = matchOf(url, profile)
    return match ? [{ ...match, profileId: profile.id }] : []
  })
  // An endpoint `eu.example.com` is closer to its own URLs than `example.com` with a bucket "eu".
  const [best] = found.toSorted((a, b) => b.closeness - a.closeness)
  if (!best) return undefined
  const { bucket, keyOrPrefix, closeness } = best
  const profileIds = found.filter(other => other.closeness === closeness).map(one => one.profileId)
  return { home: { type: 'endpoint', profileIds }, bucket, keyOrPrefix }
}

function matchOf(url: UrlParts, { endpoint }: ProfileEndpoint) {
  const own = endpoint.type === 'custom' ? urlParts(endpoint.url) : undefined
  if (!own) return undefined
  // The same server behind another scheme is still the same, when neither names a port.
  const standard = ['80', '443']
  const samePort =
    url.port === own.port || (standard.includes(url.port) && standard.includes(own.port))
  const base = own.path.replace(/\/+$/, '')
  const below = url.path === base || url.path.startsWith(`${base}/`)
  if (!samePort || !below) return undefined
  const path = url.path.slice(base.length)
  const closeness = own.host.length + base.length
  if (url.host === own.host) return { ...pathStyle(path), closeness }
  if (!url.host.endsWith(`.${own.host}`)) return undefined
  const bucket = url.host.slice(0, -own.host.length - 1)
  return { bucket, keyOrPrefix: percentDecoded(path.slice(1)), closeness }
}
