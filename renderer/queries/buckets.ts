import { queryOptions } from '@tanstack/react-query'
import { call } from '../api/client.ts'

/** The buckets that a profile may list. */
export function bucketsQuery(profileId: string) {
  return queryOptions({
    queryKey: ['buckets', profileId],
    queryFn: ({ signal }) => call('buckets.list', { profileId }, signal),
    staleTime: 60_000,
  })
}
