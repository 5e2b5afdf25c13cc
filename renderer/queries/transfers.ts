import { queryOptions, useMutation } from '@tanstack/react-query'
import type { MethodInput } from '#shared/ipc/contract.ts'
import type { TransfersSummary } from '#shared/transfer.ts'
import { ANY_TRANSFER, type TransferQuery } from '#shared/transfer-query.ts'
import { call } from '../api/client.ts'

/** Transfers `from` (inclusive) to `to` (exclusive) of those that match: unfinished ones as they will be done first. */
export function transfersQuery(
  range: { readonly from: number; readonly to: number },
  query: TransferQuery = ANY_TRANSFER,
) {
  return queryOptions({
    queryKey: ['transfers', 'list', range.from, range.to, query],
    queryFn: ({ signal }) => call('transfers.list', { ...range, query }, signal),
    // The rows of a moment ago stay in sight while they are asked for again.
    placeholderData: before => before,
  })
}

/** All transfers in one line. */
export function transfersSummaryQuery() {
  return queryOptions({
    queryKey: ['transfers', 'summary'],
    queryFn: async ({ client, signal }): Promise<TransfersSummary> => {
      const { summary } = await call('transfers.list', { from: 0, to: 0 }, signal)
      const announced = client.getQueryData<TransfersSummary>(['transfers', 'summary'])
      return announced && announced.version > summary.version ? announced : summary
    },
  })
}

/** Bytes a second over the last half minute, one number for every half second: the small curve. */
export function speedsQuery() {
  return queryOptions<SpeedHistory>({
    queryKey: ['transfers', 'speeds'],
    queryFn: ({ client }) =>
      client.getQueryData<SpeedHistory>(['transfers', 'speeds']) ?? NO_SPEEDS,
  })
}

export interface SpeedHistory {
  readonly speeds: readonly number[]
  /** When the last one was added, in ms. */
  readonly at: number
}

const NO_SPEEDS: SpeedHistory = { speeds: [], at: 0 }
const SAMPLES = 60
const SAMPLE_EVERY_MS = 500

/** The history with the speed of now; unchanged within the same half second, empty when idle. */
export function withSpeed(
  history: SpeedHistory | undefined,
  summary: TransfersSummary,
  now: number,
): SpeedHistory {
  if (summary.running + summary.waiting + summary.queued === 0) return NO_SPEEDS
  const { speeds, at } = history ?? NO_SPEEDS
  if (now - at < SAMPLE_EVERY_MS) return history ?? NO_SPEEDS
  return { speeds: [...speeds, summary.speed].slice(-SAMPLES), at: now }
}

export function usePauseTransfer() {
  return useMutation({ mutationFn: (id: string) => call('transfers.pause', { id }) })
}

export function useResumeTransfer() {
  return useMutation({ mutationFn: (id: string) => call('transfers.resume', { id }) })
}

/** Stops everything that runs or waits, for now. */
export function usePauseAllTransfers() {
  return useMutation({ mutationFn: () => call('transfers.pauseAll', {}) })
}

/** Puts an unfinished transfer before or behind others. */
export function useReorderTransfer() {
  return useMutation({
    mutationFn: (move: MethodInput<'transfers.reorder'>) => call('transfers.reorder', move),
  })
}

/** Tries at once what waits for the network. */
export function useTryNetwork() {
  return useMutation({ mutationFn: () => call('transfers.tryNetwork', {}) })
}

/** Goes on with everything that is paused. */
export function useResumeAllTransfers() {
  return useMutation({ mutationFn: () => call('transfers.resumeAll', {}) })
}

export function useCancelTransfer() {
  return useMutation({ mutationFn: (id: string) => call('transfers.cancel', { id }) })
}

export function useRetryTransfer() {
  return useMutation({ mutationFn: (id: string) => call('transfers.retry', { id }) })
}

/** Forgets the transfers that are over. */
export function useClearTransfers() {
  return useMutation({ mutationFn: () => call('transfers.clear', {}) })
}
