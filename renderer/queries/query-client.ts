import { QueryClient } from '@tanstack/react-query'

/**
 * The one cache of what the main process told. Nothing is tried again by itself: the main process
 * has already done so where that helps, and everything else is a definite answer that the user
 * should see at once.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        // The main process is always there, also without a network.
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: Number.POSITIVE_INFINITY,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
