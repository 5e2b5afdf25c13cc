import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Failure } from '#shared/errors.ts'
import type { Sort, SortColumn } from '#shared/listing.ts'
import type { Place } from '../model/navigation.ts'
import { nextSort } from '../model/next-sort.ts'
import type { Listed } from '../queries/listings.ts'
import { settingsQuery } from '../queries/settings.ts'
import type { Rows } from './rows.ts'
import { type BucketRows, useBucketRows } from './use-bucket-rows.ts'
import type { History } from './use-history.ts'
import { type ObjectRows, useObjectRows } from './use-object-rows.ts'
import type { ViewMark } from './view-mark.ts'

/** What is to be seen at a place, and in which order. */
export interface View {
  readonly rows: Rows
  readonly objects: ObjectRows
  readonly buckets: BucketRows
  readonly loading: boolean
  readonly failure: Failure | undefined
  /** Everything there is, without the filter. */
  readonly count: number
  readonly sort: Sort
  /** By another column; by the same one the other way around. */
  sortBy(column: SortColumn): void
  readonly filter: string
  setFilter(filter: string): void
}

/** Follows what the place of a visit holds, in the order and through the filter of the visit. */
export function useView({ visit, setOrder, setFilter }: History, mark: ViewMark): View {
  const settings = useQuery(settingsQuery())
  const foldersFirst = settings.data?.foldersFirst ?? true
  const { place, order, filter } = visit
  const names = settings.data?.nameOrder ?? 'natural'
  const sort = useMemo(() => ({ ...order, foldersFirst, names }), [order, foldersFirst, names])

  const listed = listedBy(place)
  const profileId = place.type === 'profile' ? place.profileId : undefined
  const objects = useObjectRows(listed, sort, filter, mark)
  const buckets = useBucketRows(profileId, sort, filter)
  const inFolder = listed !== undefined

  return {
    rows: inFolder ? objects : buckets,
    objects,
    buckets,
    loading: inFolder ? objects.loading : buckets.loading,
    failure: inFolder ? objects.failure : buckets.failure,
    count: inFolder ? (objects.state?.folders ?? 0) + (objects.state?.files ?? 0) : buckets.count,
    sort,
    sortBy: column => setOrder(nextSort(order, column)),
    filter,
    setFilter,
  }
}

/** What has to be listed to show a place. */
export function listedBy(place: Place): Listed | undefined {
  if (place.type === 'local') return place.folder
  return place.type === 'folder' ? place.location : undefined
}
