import type { MethodInput } from '#shared/ipc/contract.ts'
import type { Location } from '#shared/location.ts'
import type { ConflictDecision, Selection, Transfer, TransferPlan } from '#shared/transfer.ts'
import { call, newCallId, subscribe } from '../api/client.ts'

/** A bulk job as the user asked for it. */
export type JobRequest =
  | { readonly kind: 'upload'; readonly target: Location; readonly handle: string }
  | {
      readonly kind: 'download'
      readonly location: Location
      readonly selection: Selection
      readonly folder: string
    }
  | { readonly kind: 'delete'; readonly location: Location; readonly selection: Selection }

/** How far a scan has come. */
export interface ScanProgress {
  readonly items: number
  readonly bytes: number
}

/**
 * The first pass of a bulk job: counts, conflicts, names that cannot be. Changes nothing.
 *
 * @throws AppError `canceled` when `signal` aborts, and whatever keeps it from being counted.
 */
export async function plan(
  request: JobRequest,
  onProgress: (progress: ScanProgress) => void,
  signal: AbortSignal,
): Promise<TransferPlan> {
  const id = newCallId()
  const unsubscribe = subscribe('plan.changed', ({ call: of, items, bytes }) => {
    if (of === id) onProgress({ items, bytes })
  })
  try {
    return await ask(request, signal, id)
  } finally {
    unsubscribe()
  }
}

/** The second pass: starts what was planned. */
export function startPlan(planId: string, conflicts?: ConflictDecision): Promise<Transfer> {
  const input: MethodInput<'transfers.start'> = { planId, ...(conflicts ? { conflicts } : {}) }
  return call('transfers.start', input)
}

/** Forgets a plan that was not started. */
export async function discardPlan(planId: string): Promise<void> {
  await call('transfers.discard', { planId })
}

function ask(request: JobRequest, signal: AbortSignal, id: string): Promise<TransferPlan> {
  switch (request.kind) {
    case 'upload': {
      const { target, handle } = request
      return call('transfers.planUpload', { target, handle }, signal, id)
    }
    case 'download': {
      const { location, selection, folder } = request
      return call('transfers.planDownload', { location, selection, folder }, signal, id)
    }
    case 'delete': {
      const { location, selection } = request
      return call('transfers.planDelete', { location, selection }, signal, id)
    }
    default:
      return request satisfies never
  }
}
