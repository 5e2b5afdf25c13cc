import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { MethodInput } from '#shared/ipc/contract.ts'
import type { MirrorChoice, MirrorClass, MirrorPlan } from '#shared/mirror.ts'
import type { Transfer } from '#shared/transfer.ts'
import { call } from '../api/client.ts'
import { rowWindow } from '../model/row-window.ts'
import { type ScanProgress, withScanProgress } from './plans.ts'

/**
 * Compares a folder with a context. Changes nothing.
 *
 * @throws AppError `canceled` when `signal` aborts, and whatever keeps a side from being read
 */
export function planMirror(
  wish: MethodInput<'mirrors.plan'>,
  onProgress: (progress: ScanProgress) => void,
  signal: AbortSignal,
): Promise<MirrorPlan> {
  return withScanProgress(onProgress, id => call('mirrors.plan', wish, signal, id))
}

/** The compared names around `first` to `last`, of one class or of all. */
export function mirrorRowsQuery(
  { id, version }: MirrorPlan,
  wanted: MirrorClass | undefined,
  sight: { readonly first: number; readonly last: number },
) {
  const { from, to } = rowWindow(sight.first, sight.last)
  return queryOptions({
    queryKey: ['mirrors', id, version, wanted, from, to],
    queryFn: async ({ signal }) => {
      const input = { planId: id, class: wanted, from, to }
      return { from, ...(await call('mirrors.rows', input, signal)) }
    },
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
}

/** Takes names out of what will be done, or in again. */
export function excludeFromMirror(
  planId: string,
  choice: MirrorChoice,
  excluded: boolean,
): Promise<MirrorPlan> {
  return call('mirrors.exclude', { planId, choice, excluded })
}

/** @param deletes how many names the user agreed to delete; none: nothing is deleted */
export function startMirror(planId: string, deletes?: number): Promise<Transfer> {
  return call('mirrors.start', { planId, ...(deletes === undefined ? {} : { deletes }) })
}

/** Forgets a comparison that was not started. */
export async function discardMirror(planId: string): Promise<void> {
  await call('mirrors.discard', { planId })
}
