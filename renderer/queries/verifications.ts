import { keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query'
import type { VerifySubject } from '#shared/ipc/methods/verifications.ts'
import type { VerificationState, VerifyOutcome } from '#shared/verification.ts'
import { call } from '../api/client.ts'
import { rowWindow } from '../model/row-window.ts'
import { exportFolder } from './export-folder.ts'

/** How often a verification under way is asked how far it is, in milliseconds. */
const AGAIN = 300

/** Begins to look at the objects of a receipt again. */
export function startVerification(subject: VerifySubject): Promise<VerificationState> {
  return call('verifications.start', { subject })
}

/** What was found so far: of one outcome, around the rows `first` to `last`. */
export function verificationQuery(
  id: string,
  outcome: VerifyOutcome | undefined,
  sight: { readonly first: number; readonly last: number },
) {
  const { from, to } = rowWindow(sight.first, sight.last)
  const wish = { id, from, to, ...(outcome ? { outcome } : {}) }
  return queryOptions({
    queryKey: ['verification', id, outcome, from, to],
    queryFn: async ({ signal }) => ({
      ...(await call('verifications.items', wish, signal)),
      from,
    }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.state.status === 'running' ? AGAIN : false),
  })
}

export function useStartVerification() {
  return useMutation({ mutationFn: startVerification })
}

export function useCancelVerification() {
  return useMutation({ mutationFn: (id: string) => call('verifications.cancel', { id }) })
}

/** Writes what was found into a folder that is picked; gives its path. */
export function useExportVerification() {
  return useMutation({
    mutationFn: async (wish: { id: string; format: 'csv' | 'json' }) => {
      const folder = await exportFolder()
      if (!folder) return undefined
      return (await call('verifications.export', { ...wish, folder: folder.handle })).path
    },
  })
}

/** Nothing more is wanted of it. A window that goes away does the same. */
export async function closeVerification(id: string): Promise<void> {
  await call('verifications.close', { id })
}
