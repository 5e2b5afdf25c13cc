import type { Location } from '#shared/location.ts'
import type { Places } from '#shared/places.ts'
import { ACTION_LIST, type ActionId } from '../model/actions.ts'
import { plainName } from '../model/display-name.ts'
import type { Rankable } from '../model/palette-order.ts'
import { placeAround, placeName } from '../model/place-name.ts'
import type { ListedProfile } from '../queries/profiles.ts'

/** What the palette offers: everything, or only where one has been. */
export type PaletteScope = 'all' | 'recent'

/** One thing to choose in the palette. */
export type PaletteItem = Rankable & { readonly id: string } & (
    | { readonly type: 'action'; readonly action: ActionId; readonly shortcut: string | undefined }
    | { readonly type: 'profile'; readonly profile: ListedProfile }
    | {
        readonly type: 'favorite' | 'recent' | 'bucket'
        readonly location: Location & { readonly profileLabel: string }
      }
    | { readonly type: 'address'; readonly address: string }
  )

/** What there is to choose from. */
export interface PaletteSources {
  readonly scope: PaletteScope
  readonly profiles: readonly ListedProfile[]
  readonly places: Places
  /** Names of the buckets that were listed, by profile. */
  readonly buckets: ReadonlyMap<string, readonly string[]>
  readonly whyNot: (id: ActionId) => string | undefined
  readonly shortcutOf: (id: ActionId) => string | undefined
}

/** Everything that can be chosen, in the order in which it is shown without a query. */
export function paletteItems(sources: PaletteSources): PaletteItem[] {
  const recents = recentItems(sources)
  if (sources.scope === 'recent') return recents
  return [
    ...actionItems(sources),
    ...favoriteItems(sources),
    ...recents,
    ...profileItems(sources),
    ...bucketItems(sources),
  ]
}

/** The first choice for text that names a place by itself, such as a URL. */
export function addressItem(query: string): PaletteItem | undefined {
  const text = query.trim()
  if (!/:\/\/|^arn:|^[^\s/]+\//i.test(text)) return undefined
  // What follows the `?` of a presigned URL is nothing to show around.
  const label = `Go to ${plainName(text.split('?', 1)[0] ?? text)}`
  return { type: 'address', id: 'address', label, detail: '', recency: 0, address: text }
}

function actionItems({ places, whyNot, shortcutOf }: PaletteSources): PaletteItem[] {
  return ACTION_LIST.filter(({ id }) => id !== 'palette').map(({ id, label, group }) => {
    const used = places.usedActions.indexOf(id)
    return {
      type: 'action',
      id: `action ${id}`,
      action: id,
      label,
      detail: group,
      recency: used < 0 ? 0 : 1 / (used + 1),
      off: whyNot(id),
      shortcut: shortcutOf(id),
    }
  })
}

function favoriteItems({ places, profiles }: PaletteSources): PaletteItem[] {
  return places.favorites.map(favorite => ({
    type: 'favorite',
    id: `favorite ${favorite.id}`,
    label: plainName(favorite.name ?? placeName(favorite)),
    detail: whereIs(favorite, profiles),
    recency: 0,
    location: favorite,
  }))
}

function recentItems({ places, profiles }: PaletteSources): PaletteItem[] {
  return places.recents.map(recent => ({
    type: 'recent',
    id: `recent ${recent.profileId} ${recent.bucket} ${recent.prefix}`,
    label: plainName(placeName(recent)),
    detail: whereIs(recent, profiles),
    recency: 0,
    location: recent,
  }))
}

function profileItems({ profiles }: PaletteSources): PaletteItem[] {
  return profiles.map(profile => ({
    type: 'profile',
    id: `profile ${profile.id}`,
    label: profile.label,
    detail: 'Profile',
    recency: 0,
    profile,
  }))
}

function bucketItems({ profiles, buckets }: PaletteSources): PaletteItem[] {
  return profiles.flatMap(({ id, label }) =>
    (buckets.get(id) ?? []).map(
      (bucket): PaletteItem => ({
        type: 'bucket',
        id: `bucket ${id} ${bucket}`,
        label: plainName(bucket),
        detail: label,
        recency: 0,
        location: { profileId: id, profileLabel: label, bucket, prefix: '' },
      }),
    ),
  )
}

function whereIs(
  place: Location & { profileLabel: string },
  profiles: readonly ListedProfile[],
): string {
  const profile = profiles.find(({ id }) => id === place.profileId)
  const around = placeAround(place)
  return [around && plainName(around), profile?.label ?? `${place.profileLabel}, not here`]
    .filter(Boolean)
    .join(' — ')
}
