import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Failure } from '#shared/errors.ts'
import { DEFAULT_SORT, type Sort, type SortColumn } from '#shared/listing.ts'
import type { Place } from '../model/navigation.ts'
import { settingsQuery } from '../queries/settings.ts'
import type { Rows } from './rows.ts'
import { type BucketRows, useBucketRows } from './use-bucket-rows.ts'
import { type ObjectRows, useObjectRows } from './use-object-rows.ts'

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

/** Follows what a place holds. The order stays from place to place, the filter does not. */
export function useView(place: Place, placeKey: string): View {
  const settings = useQuery(settingsQuery())
  const foldersFirst = settings.data?.foldersFirst ?? true
  const [order, setOrder] = useState(DEFAULT_SORT)
  const [held, setHeld] = useState({ placeKey, filter: '' })
  const filter = held.placeKey === placeKey ? held.filter : ''
  const sort = useMemo(() => ({ ...order, foldersFirst }), [order, foldersFirst])

  const location = place.type === 'folder' ? place.location : undefined
  const profileId = place.type === 'profile' ? place.profileId : undefined
  const objects = useObjectRows(location, sort, filter)
  const buckets = useBucketRows(profileId, sort, filter)
  const inFolder = location !== undefined

  return {
    rows: inFolder ? objects : buckets,
    objects,
    buckets,
    loading: inFolder ? objects.loading : buckets.loading,
    failure: inFolder ? objects.failure : buckets.failure,
    count: inFolder ? (objects.state?.folders ?? 0) + (objects.state?.files ?? 0) : buckets.count,
    sort,
    sortBy: column => setOrder(before => nextSort(before, column)),
    filter,
    setFilter: next => setHeld({ placeKey, filter: next }),
  }
}

/** Names start at A; sizes and times at the largest and latest, which is what one looks for. */
function nextSort(before: Sort, column: SortColumn): Sort {
  if (before.column === column) {
    const direction = before.direction === 'ascending' ? 'descending' : 'ascending'
    return { ...before, direction }
  }
  const fromTop = column === 'size' || column === 'modified'
  return { ...before, column, direction: fromTop ? 'descending' : 'ascending' }
}
