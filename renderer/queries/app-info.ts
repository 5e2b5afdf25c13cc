import { queryOptions } from '@tanstack/react-query'
import { call } from '../api/client.ts'

/** Which Pail this is, in which shell, on what system. */
export function appInfoQuery() {
  return queryOptions({
    queryKey: ['app-info'],
    queryFn: ({ signal }) => call('app.info', {}, signal),
  })
}
