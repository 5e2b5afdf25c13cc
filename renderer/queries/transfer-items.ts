import { keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query'
import type { MethodInput } from '#shared/ipc/contract.ts'
import { isUnfinished, type Transfer } from '#shared/transfer.ts'
import type { FailureCause, ItemQuery } from '#shared/transfer-items.ts'
import type { Export } from '#shared/transfer-query.ts'
import { call } from '../api/client.ts'
import { rowWindow } from '../model/row-window.ts'
import { exportFolder } from './export-folder.ts'

/** How often what is in sight of a running transfer is asked for again, in milliseconds. */
const AGAIN = 1000

/** The items around `first` to `last` of those that a transfer has and the query names. */
export function itemsQuery(
  transfer: Transfer,
  query: ItemQuery,
  sight: { readonly first: number; readonly last: number },
) {
  const { from, to } = rowWindow(sight.first, sight.last)
  return queryOptions({
    queryKey: ['transfers', 'items', transfer.id, query, from, to, standing(transfer)],
    queryFn: async ({ signal }) => {
      const page = await call('transfers.items', { id: transfer.id, query, from, to }, signal)
      return { ...page, from }
    },
    placeholderData: keepPreviousData,
    refetchInterval: isUnfinished(transfer) ? AGAIN : false,
  })
}

/** Why items of a transfer failed. */
export function causesQuery(transfer: Transfer) {
  const { id, itemsFailed } = transfer
  return queryOptions({
    queryKey: ['transfers', 'causes', id, itemsFailed],
    queryFn: async ({ signal }) => (await call('transfers.causes', { id }, signal)).causes,
    enabled: itemsFailed > 0,
    placeholderData: keepPreviousData,
  })
}

/** The names of what failed for one cause. */
export async function failedNames(id: string, { code, remedy }: FailureCause): Promise<string[]> {
  return (await call('transfers.failedNames', { id, cause: { code, remedy } })).names
}

export function useRetryItems() {
  return useMutation({
    mutationFn: (input: MethodInput<'transfers.retryItems'>) => call('transfers.retryItems', input),
  })
}

export function useSkipItems() {
  return useMutation({
    mutationFn: (input: MethodInput<'transfers.skipItems'>) => call('transfers.skipItems', input),
  })
}

/** Writes a table to a folder that is picked (browser shell: where downloads go); its path. */
export function useExport() {
  return useMutation({
    mutationFn: async (wish: Export): Promise<string | undefined> => {
      const folder = await exportFolder()
      if (!folder) return undefined
      return (await call('transfers.export', { wish, folder: folder.handle })).path
    },
  })
}

/** What changes when another look at the items is due at once. */
function standing({ state, itemsFailed, itemsSkipped }: Transfer): string {
  return `${state.status} ${itemsFailed} ${itemsSkipped}`
}
