import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { AppError, type Failure } from '#shared/errors.ts'
import type { Sort } from '#shared/listing.ts'
import type { Bucket } from '#shared/s3.ts'
import { bucketsQuery } from '../queries/buckets.ts'
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
    const rows = ordered(buckets, sort, filter).map(bucket => ({
      type: 'bucket' as const,
      ...bucket,
    }))
    const indexes = new Map(rows.map((row, index) => [row.name, index]))
    return {
      failure: error instanceof AppError ? error.failure : undefined,
      loading: query.isPending && query.isEnabled,
      count: buckets.length,
      ...rowsFrom({
        total: rows.length,
        stamp: `${profileId} ${query.dataUpdatedAt} ${sort.column} ${sort.direction} ${filter}`,
        at: index => rows[index],
        find: async name => indexes.get(name),
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

const byName = new Intl.Collator(undefined, { numeric: true })

function ordered(buckets: readonly Bucket[], sort: Sort, filter: string): Bucket[] {
  const wanted = filter.toLowerCase()
  const sign = sort.direction === 'ascending' ? 1 : -1
  return buckets
    .filter(bucket => bucket.name.toLowerCase().includes(wanted))
    .toSorted((a, b) => {
      const byTime = sort.column === 'modified' ? (a.created ?? 0) - (b.created ?? 0) : 0
      return sign * (byTime || byName.compare(a.name, b.name))
    })
}
