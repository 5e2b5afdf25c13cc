import type { MethodInput } from '#shared/ipc/contract.ts'
import type { Location } from '#shared/location.ts'
import type { CopyMode, JobSelection, Transfer } from '#shared/transfer.ts'
import type { ConflictDecision, TransferPlan } from '#shared/transfer-plan.ts'
import { call, newCallId, subscribe } from '../api/client.ts'

/** A bulk job as the user asked for it. */
export type JobRequest =
  | { readonly kind: 'upload'; readonly target: Location; readonly handle: string }
  | {
      readonly kind: 'download' | 'zip'
      readonly location: Location
      readonly selection: JobSelection
      readonly folder: string
    }
  | { readonly kind: 'delete'; readonly location: Location; readonly selection: JobSelection }
  | {
      readonly kind: 'copy'
      readonly mode: CopyMode
      readonly location: Location
      readonly selection: JobSelection
      readonly to: Location
      readonly name?: string
    }

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
  return await withScanProgress(onProgress, id => ask(request, signal, id))
}

/** Makes a call that scans, and tells how far it has come. @param scan gets the id of its call */
export async function withScanProgress<T>(
  onProgress: (progress: ScanProgress) => void,
  scan: (id: string) => Promise<T>,
): Promise<T> {
  const id = newCallId()
  const unsubscribe = subscribe('plan.changed', ({ call: of, items, bytes }) => {
    if (of === id) onProgress({ items, bytes })
  })
  try {
    return await scan(id)
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
    case 'zip': {
      const { location, selection, folder } = request
      return call('transfers.planZip', { location, selection, folder }, signal, id)
    }
    case 'delete': {
      const { location, selection } = request
      return call('transfers.planDelete', { location, selection }, signal, id)
    }
    case 'copy': {
      const { mode, location: from, selection, to, name } = request
      const named = name === undefined ? {} : { name }
      return call('transfers.planCopy', { mode, from, selection, to, ...named }, signal, id)
    }
    default:
      return request satisfies never
  }
}
