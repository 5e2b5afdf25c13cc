import { z } from 'zod'
import { Failure } from './errors.ts'
import { Location } from './location.ts'

export const TransferKind = z.enum(['upload', 'download', 'delete'])
export type TransferKind = z.infer<typeof TransferKind>

/**
 * What is done with a name that is already taken. There is no "overwrite silently": `ask` stops
 * and asks, and every other answer is one that the user gave.
 */
export const ConflictAnswer = z.enum(['replace', 'skip', 'keep-both'])
export type ConflictAnswer = z.infer<typeof ConflictAnswer>

/** One taken name: what is there and what would take its place. Sizes in bytes, times in ms. */
export const Conflict = z.object({
  /** Identifies the item within its plan. */
  item: z.string(),
  /** The key (upload) or the local path (download) that is taken. */
  target: z.string(),
  name: z.string(),
  existing: z.object({ size: z.number(), modified: z.number().optional() }),
  incoming: z.object({ size: z.number().optional(), modified: z.number().optional() }),
})
export type Conflict = z.infer<typeof Conflict>

/** An item that cannot be done, or not as named, told before anything starts. */
export const PlanProblem = z.object({
  name: z.string(),
  /** `skipped`: left out, with the reason. `renamed`: done under another name, for the reason. */
  effect: z.enum(['skipped', 'renamed']),
  reason: z.string(),
})
export type PlanProblem = z.infer<typeof PlanProblem>

/**
 * The first pass of a bulk job: everything counted, nothing done. It lives in the main process
 * until it is started or discarded.
 */
export const TransferPlan = z.object({
  id: z.string(),
  kind: TransferKind,
  /** Objects or files, without those in `problems` that are skipped. */
  items: z.number().int(),
  folders: z.number().int(),
  /** Bytes to move; for a delete the bytes that go away. `undefined` when not all sizes are known. */
  bytes: z.number().optional(),
  /** The first conflicts, at most {@link MAX_LISTED}; `conflictCount` is how many there are. */
  conflicts: z.array(Conflict),
  conflictCount: z.number().int(),
  problems: z.array(PlanProblem),
  problemCount: z.number().int(),
  /** Some names, to show what it is about. */
  sample: z.array(z.string()),
})
export type TransferPlan = z.infer<typeof TransferPlan>

/** Lists inside a plan or a transfer are cut here; counts are always whole. */
export const MAX_LISTED = 200

/** How taken names are answered: one answer for all, and others for single items. */
export const ConflictDecision = z.object({
  all: ConflictAnswer,
  byItem: z.record(z.string(), ConflictAnswer),
})
export type ConflictDecision = z.infer<typeof ConflictDecision>

/** The most keys, and the most prefixes, that one selection names. */
export const MAX_SELECTED = 100_000

/**
 * What the user selected, to download or delete: whole keys, and prefixes with all under them.
 */
export const Selection = z.object({
  keys: z.array(z.string()).max(MAX_SELECTED),
  prefixes: z.array(z.string()).max(MAX_SELECTED),
})
export type Selection = z.infer<typeof Selection>

/** One item that failed, kept with the transfer. */
export const FailedItem = z.object({ name: z.string(), failure: Failure })
export type FailedItem = z.infer<typeof FailedItem>

/**
 * Where a transfer stands.
 *
 *   queued ──start──▶ running ──finish──▶ done          every item done or skipped on purpose
 *     │                 │ ├─────finish──▶ failed        some items failed; the others are done
 *     │                 │ └─────fail────▶ failed        it could not go on at all
 *     └────cancel──▶ canceled ◀─cancel────┘
 *
 *   failed, canceled ──retry──▶ queued                  only what is not done yet
 */
export const TransferState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('queued') }),
  z.object({
    status: z.literal('running'),
    /** Bytes a second over the last seconds. */
    speed: z.number(),
    /** Seconds, where a guess is honest. */
    secondsLeft: z.number().optional(),
    /** The item that is being moved. */
    current: z.string().optional(),
  }),
  z.object({ status: z.literal('done'), finished: z.number() }),
  z.object({
    status: z.literal('failed'),
    finished: z.number(),
    /** Why it could not go on; `undefined` when only single items failed. */
    failure: Failure.optional(),
  }),
  z.object({ status: z.literal('canceled'), finished: z.number() }),
])
export type TransferState = z.infer<typeof TransferState>

/** A started job as a window sees it. Its items stay in the main process. */
export const Transfer = z.object({
  id: z.string(),
  kind: TransferKind,
  /** Where objects go to (upload) or come from (download, delete). */
  location: Location,
  /** The local folder of a download. */
  folder: z.string().optional(),
  /** What a user would call it: "report.pdf", "14 items". */
  label: z.string(),
  created: z.number(),
  itemsTotal: z.number().int(),
  itemsDone: z.number().int(),
  itemsSkipped: z.number().int(),
  itemsFailed: z.number().int(),
  /** `undefined` when not all sizes are known. */
  bytesTotal: z.number().optional(),
  bytesDone: z.number(),
  /** The first failed items, at most {@link MAX_LISTED}. */
  failures: z.array(FailedItem),
  state: TransferState,
})
export type Transfer = z.infer<typeof Transfer>

/** What can happen to a transfer. Times are milliseconds since the Unix epoch. */
export type TransferEvent =
  | { readonly type: 'start' }
  | { readonly type: 'item-started'; readonly name: string }
  | { readonly type: 'progress'; readonly bytes: number }
  | { readonly type: 'rate'; readonly speed: number }
  | { readonly type: 'item-done' }
  | { readonly type: 'item-skipped' }
  | { readonly type: 'item-failed'; readonly name: string; readonly failure: Failure }
  | { readonly type: 'finish'; readonly at: number }
  | { readonly type: 'fail'; readonly at: number; readonly failure: Failure }
  | { readonly type: 'cancel'; readonly at: number }
  | { readonly type: 'retry' }

/** The one place where a transfer's state changes. An event that does not apply changes nothing. */
export function reduceTransfer(transfer: Transfer, event: TransferEvent): Transfer {
  const { state } = transfer
  switch (event.type) {
    case 'start':
      return state.status === 'queued'
        ? { ...transfer, state: { status: 'running', speed: 0 } }
        : transfer
    case 'item-started':
      return state.status === 'running'
        ? { ...transfer, state: { ...state, current: event.name } }
        : transfer
    case 'progress':
      // Negative when an item starts again: its bytes are taken back.
      return { ...transfer, bytesDone: Math.max(0, transfer.bytesDone + event.bytes) }
    case 'rate':
      return state.status === 'running'
        ? { ...transfer, state: withRate(transfer, state.current, event.speed) }
        : transfer
    case 'item-done':
      return { ...transfer, itemsDone: transfer.itemsDone + 1 }
    case 'item-skipped':
      return { ...transfer, itemsSkipped: transfer.itemsSkipped + 1 }
    case 'item-failed':
      return {
        ...transfer,
        itemsFailed: transfer.itemsFailed + 1,
        failures:
          transfer.failures.length < MAX_LISTED
            ? [...transfer.failures, { name: event.name, failure: event.failure }]
            : transfer.failures,
      }
    case 'finish':
      if (state.status !== 'running') return transfer
      return {
        ...transfer,
        state:
          transfer.itemsFailed > 0
            ? { status: 'failed', finished: event.at }
            : { status: 'done', finished: event.at },
      }
    case 'fail':
      return isActive(transfer)
        ? { ...transfer, state: { status: 'failed', finished: event.at, failure: event.failure } }
        : transfer
    case 'cancel':
      return isActive(transfer)
        ? { ...transfer, state: { status: 'canceled', finished: event.at } }
        : transfer
    case 'retry':
      return state.status === 'failed' || state.status === 'canceled'
        ? { ...transfer, itemsFailed: 0, failures: [], state: { status: 'queued' } }
        : transfer
    default:
      return event satisfies never
  }
}

export function isActive(transfer: Transfer): boolean {
  return transfer.state.status === 'queued' || transfer.state.status === 'running'
}

function withRate(transfer: Transfer, current: string | undefined, speed: number): TransferState {
  const left =
    transfer.bytesTotal === undefined ? undefined : transfer.bytesTotal - transfer.bytesDone
  return {
    status: 'running',
    speed,
    ...(current === undefined ? {} : { current }),
    ...(left === undefined || speed <= 0 ? {} : { secondsLeft: Math.max(0, left) / speed }),
  }
}

/** All transfers in one line: what the bar at the bottom shows. */
export const TransfersSummary = z.object({
  /** Grows with every change; the list is asked for again when it does. */
  version: z.number().int(),
  running: z.number().int(),
  queued: z.number().int(),
  done: z.number().int(),
  failed: z.number().int(),
  canceled: z.number().int(),
  /** Over the running and queued ones. */
  bytesDone: z.number(),
  bytesTotal: z.number().optional(),
  itemsDone: z.number().int(),
  itemsTotal: z.number().int(),
  speed: z.number(),
  secondsLeft: z.number().optional(),
})
export type TransfersSummary = z.infer<typeof TransfersSummary>
