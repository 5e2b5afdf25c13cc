import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lastSegment } from '#shared/location.ts'
import { matching, type Stem } from '../model/path-completion.ts'
import { bucketsQuery } from '../queries/buckets.ts'
import { contextsQuery, placesQuery } from '../queries/places.ts'
import type { ListedProfile } from '../queries/profiles.ts'

/** What could stand where somebody types: names to show, and what each of them stands for. */
export interface Suggestions {
  /** Whole: a bucket’s name, or the prefix with all that is before it. */
  readonly choices: readonly string[]
  /** There are others that a longer beginning would find. */
  readonly more: boolean
  readonly loading: boolean
  /** Nothing could be asked, or the answer was no. */
  readonly failed: boolean
}

const NONE: Suggestions = { choices: [], more: false, loading: false, failed: false }

/**
 * Suggests what a stem may be: buckets that are listed or otherwise known, or the contexts of a
 * level. A level is asked for once; only one with more than a page is asked again for what is typed.
 */
export function usePathSuggestions(profile: ListedProfile, stem: Stem | undefined): Suggestions {
  const buckets = useKnownBuckets(profile, stem?.type === 'bucket')
  const at = stem?.type === 'context' ? stem : undefined
  const level = at && { profileId: profile.id, bucket: at.bucket, prefix: at.folder }
  const whole = useQuery(contextsQuery(level))
  const narrowed = level && at.stem !== '' && whole.data?.more
  const narrow = useQuery({
    ...contextsQuery(narrowed ? { ...level, prefix: at.folder + at.stem } : undefined),
    placeholderData: keepPreviousData,
  })
  if (stem === undefined) return NONE
  if (stem.type === 'bucket') return { ...NONE, choices: matching(buckets, stem.stem) }
  const found = (narrowed && narrow.data) || whole.data
  const names = new Map(found?.prefixes.map(prefix => [lastSegment(prefix), prefix]))
  const choices = matching([...names.keys()], stem.stem).map(name => names.get(name) ?? '')
  const { isFetching: loading, isError: failed } = narrowed ? narrow : whole
  return { choices, more: found?.more ?? false, loading, failed }
}

/** Buckets of a profile, also those that its key may not list but somebody has been to. */
function useKnownBuckets({ id, start }: ListedProfile, wanted: boolean): readonly string[] {
  const listed = useQuery({ ...bucketsQuery(id), enabled: wanted })
  const { data: places } = useQuery(placesQuery())
  const kept = [...(places?.favorites ?? []), ...(places?.recents ?? [])]
  const visited = kept.filter(({ profileId }) => profileId === id).map(({ bucket }) => bucket)
  const names = [...(listed.data ?? []).map(({ name }) => name), start?.bucket, ...visited]
  return [...new Set(names.filter(name => name !== undefined))]
}
