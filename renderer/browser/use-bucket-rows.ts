import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { AppError, type Failure } from '#shared/errors.ts'
import type { Sort } from '#shared/listing.ts'
import { nameMatcher } from '#shared/name-matcher.ts'
import type { Bucket } from '#shared/s3.ts'
import { bucketsQuery } from '../queries/buckets.ts'
import { NO_ARRIVALS } from './arrivals.ts'
import { type Rows, rowsFrom } from './rows.ts'

/** The buckets of a profile as rows, or why they cannot be listed. */
export interface BucketRows extends Rows {
  readonly failure: Failure | undefined
  readonly loading: boolean
  /** All buckets, without the filter. */
  readonly count: number
}

const NONE: readonly Bucket[] = []

/** Orders and filters the buckets of a profile; nothing without a profile. */
export function useBucketRows(
  profileId: string | undefined,
  sort: Sort,
  filter: string,
): BucketRows {
  const query = useQuery({ ...bucketsQuery(profileId ?? ''), enabled: profileId !== undefined })
  const buckets = profileId === undefined ? NONE : (query.data ?? NONE)
  const error = query.error
  return useMemo(() => {
    const { shown, wrong } = filtered(buckets, sort, filter)
    const rows = shown.map(bucket => ({ type: 'bucket' as const, ...bucket }))
    const order = `${profileId} ${sort.column} ${sort.direction} ${filter}`
    const indexes = new Map(rows.map((row, index) => [row.name, index]))
    return {
      failure: wrong ?? (error instanceof AppError ? error.failure : undefined),
      loading: query.isPending && query.isEnabled,
      count: buckets.length,
      ...rowsFrom({
        total: rows.length,
        order,
        stamp: `${query.dataUpdatedAt} ${order}`,
        at: index => rows[index],
        arrivals: NO_ARRIVALS,
        find: async name => indexes.get(name),
        startingWith: async (text, from) => {
          const begins = ({ name }: Bucket) => name.toLowerCase().startsWith(text)
          const next = rows.findIndex((row, index) => index >= from && begins(row))
          const found = next === -1 ? rows.findIndex(begins) : next
          return found === -1 ? undefined : found
        },
      }),
    }
  }, [
    buckets,
    error,
    filter,
    profileId,
    query.dataUpdatedAt,
    query.isEnabled,
    query.isPending,
    sort,
  ])
}

/** A pattern that is none lets nothing through, and says why. */
function filtered(buckets: readonly Bucket[], sort: Sort, filter: string) {
  try {
    return { shown: ordered(buckets, sort, filter), wrong: undefined }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { shown: NONE, wrong: error.failure }
  }
}

const byName = new Intl.Collator(undefined, { numeric: true })

function ordered(buckets: readonly Bucket[], sort: Sort, filter: string): Bucket[] {
  const sign = sort.direction === 'ascending' ? 1 : -1
  const passes = nameMatcher(filter)
  return buckets
    .filter(({ name }) => passes(name))
    .toSorted((a, b) => {
      const byTime = sort.column === 'modified' ? (a.created ?? 0) - (b.created ?? 0) : 0
      return sign * (byTime || byName.compare(a.name, b.name))
    })
}
