import { queryOptions } from '@tanstack/react-query'
import { call } from '../api/client.ts'

/** What this app and this computer can do; asked again when the keychain may have changed. */
export function appInfoQuery() {
  return queryOptions({
    queryKey: ['app-info'],
    queryFn: ({ signal }) => call('app.info', {}, signal),
  })
}
