import { queryOptions } from '@tanstack/react-query'
import { call } from '../api/client.ts'

/** Everything HEAD tells about one object. Always asked again: headers change outside of Pail. */
export function headQuery(profileId: string, bucket: string, key: string) {
  return queryOptions({
    queryKey: ['head', profileId, bucket, key],
    queryFn: ({ signal }) => call('objects.head', { profileId, bucket, key }, signal),
    staleTime: 0,
  })
}
