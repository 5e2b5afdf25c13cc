import { queryOptions } from '@tanstack/react-query'
import { call } from '../api/client.ts'

/** Milliseconds for which an answer is not asked for again by itself. */
const ANSWER_LASTS = 10_000

/** What the keychain can do; asking may open its password window. */
export function keychainQuery() {
  return queryOptions({
    queryKey: ['keychain'],
    queryFn: ({ signal }) => call('keychain.status', {}, signal),
    staleTime: ANSWER_LASTS,
  })
}
