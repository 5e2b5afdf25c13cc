import type { Profile } from '../profile.ts'
import { partitionOf } from './address.ts'
import { encodedKey } from './percent.ts'

const DOMAINS: Readonly<Record<string, string>> = {
  'aws-cn': 'amazonaws.com.cn',
  'aws-eusc': 'amazonaws.eu',
}

/** How a profile reaches its endpoint. */
export type Reach = Pick<Profile, 'endpoint' | 'region' | 'addressing'>

/**
 * The https URL of a bucket or key, as the profile itself would address it. It is not signed: only
 * who may read the object without keys gets it there.
 */
export function objectUrl(reach: Reach, bucket: string, keyOrPrefix: string): string {
  const { endpoint, region } = reach
  const base =
    endpoint.type === 'custom'
      ? endpoint.url.replace(/\/+$/, '')
      : `https://s3.${region}.${DOMAINS[partitionOf(region)] ?? 'amazonaws.com'}`
  const key = encodedKey(keyOrPrefix)
  if (isPathStyle(reach, bucket)) return `${base}/${encodeURIComponent(bucket)}/${key}`
  const cut = base.indexOf('://') + 3
  return `${base.slice(0, cut)}${bucket}.${base.slice(cut)}/${key}`
}

/** A dot in the name breaks the wildcard of the certificate, a large letter or `_` the host name. */
function isPathStyle({ addressing, endpoint }: Reach, bucket: string): boolean {
  switch (addressing) {
    case 'path':
      return true
    case 'virtual-hosted':
      return false
    case 'auto':
      return endpoint.type === 'custom' || !/^[a-z0-9-]+$/.test(bucket)
    default:
      return addressing satisfies never
  }
}
