import { z } from 'zod'
import { BandwidthNow } from './bandwidth.ts'
import { Failure } from './errors.ts'
import { Location } from './location.ts'
import { NotKept } from './s3.ts'

/** What a selection of items can be planned for. */
export const PlanKind = z.enum(['upload', 'download', 'zip', 'delete', 'copy', 'move'])
export type PlanKind = z.infer<typeof PlanKind>

/** `mirror-up` makes a context like a folder of this computer, `mirror-down` the folder like the context. */
export const TransferKind = z.enum([...PlanKind.options, 'mirror-up', 'mirror-down'])
export type TransferKind = z.infer<typeof TransferKind>

/**
 * Whether all items become one file, which is there with all of them or not at all: what stops
 * before the end starts over, and an item that fails fails the job.
 */
export function becomesOneFile(kind: TransferKind): boolean {
  return kind === 'zip'
}

/** Lists inside a plan or a transfer are cut here; counts are always whole. */
export const MAX_LISTED = 200

/** The most keys, and the most prefixes, that one selection names across the bridge. */
export const MAX_SELECTED = 100_000

/**
 * What the user selected, to download or delete: whole keys, and prefixes with all under them.
 */
export const Selection = z.object({
  keys: z.array(z.string()).max(MAX_SELECTED),
  prefixes: z.array(z.string()).max(MAX_SELECTED),
})
export type Selection = z.infer<typeof Selection>

/** A selection that the main process holds: however many items, no list of keys crosses. */
export const HeldSelection = z.object({ held: z.string(), count: z.number().int() })
export type HeldSelection = z.infer<typeof HeldSelection>

/** What a job is asked for with: a few items by name, or many that are held. */
export const JobSelection = z.union([Selection, HeldSelection])
export type JobSelection = z.infer<typeof JobSelection>

/** Whether the originals stay. */
export const CopyMode = z.enum(['copy', 'move'])
export type CopyMode = z.infer<typeof CopyMode>

/** Where copies go to; `name` when the single item gets another one there. */
export const CopyTarget = z.object({ location: Location, name: z.string().optional() })
export type CopyTarget = z.infer<typeof CopyTarget>

/** Where an unfinished transfer goes in the order in which they are done. */
export const QueueMove = z.enum(['up', 'down', 'top', 'bottom'])
export type QueueMove = z.infer<typeof QueueMove>

/** One item that failed, kept with the transfer. */
export const FailedItem = z.object({ name: z.string(), failure: Failure })
export type FailedItem = z.infer<typeof FailedItem>

/** A server that can't be reached: since when, and when it is tried again. Milliseconds since the Unix epoch. */
export const NetworkWait = z.object({
  host: z.string(),
  since: z.number(),
  nextTry: z.number(),
  /** Who answers in its place: whoever that is, or one that can't prove to be the server. */
  instead: z.enum(['someone-else', 'untrusted']).optional(),
})
export type NetworkWait = z.infer<typeof NetworkWait>

/**
 * Where a transfer stands.
 *
 *   queued ──start──▶ running ──finish──▶ done          every item done or skipped on purpose
 *     │ ▲               │ │ ├───finish──▶ failed        some items failed; the others are done
 *     │ └────restore────┘ │ └───fail────▶ failed        it could not go on at all
 *   pause            pause│
 *     └──────▶ paused ◀───┘                             keeps what is half done; resume ──▶ queued
 *
 *   running ──wait──▶ waiting ──reached──▶ running      no network; otherwise as if it ran
 *
 *   queued, running, waiting, paused ──cancel──▶ canceled    nothing half done is left
 *   failed, canceled ──retry──▶ queued                  only what is not done yet
 *   failed ──recount──▶ done                            the items that failed are left out after all
 *
 * Quitting, like a crash, changes no state: `restore` is what a start of Pail does with a transfer
 * that was running when it ended.
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
  NetworkWait.extend({ status: z.literal('waiting') }),
  z.object({ status: z.literal('paused'), since: z.number() }),
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
  /** Where objects go to (upload, mirror) or come from (all others). */
  location: Location,
  /** Where objects go to (copy, move). */
  to: CopyTarget.optional(),
  /** The local folder of a download, a zip or a mirror. */
  folder: z.string().optional(),
  /** Of a zip, in that folder. */
  fileName: z.string().optional(),
  /** What a user would call it: "report.pdf", "14 items". */
  label: z.string(),
  created: z.number(),
  itemsTotal: z.number().int(),
  itemsDone: z.number().int(),
  itemsSkipped: z.number().int(),
  itemsFailed: z.number().int(),
  /** What its plan found and left out; in none of the other counts. */
  itemsLeftOut: z.number().int().optional(),
  /** `undefined` when not all sizes are known. */
  bytesTotal: z.number().optional(),
  bytesDone: z.number(),
  /** The first failed items, at most {@link MAX_LISTED}. */
  failures: z.array(FailedItem),
  /** What copies had to do without, and how many of them. */
  notKept: z.array(z.object({ what: NotKept, items: z.number().int() })).optional(),
  state: TransferState,
})
export type Transfer = z.infer<typeof Transfer>

/** How far a transfer is. */
export type TransferCounts = Pick<
  Transfer,
  | 'itemsTotal'
  | 'itemsDone'
  | 'itemsSkipped'
  | 'itemsFailed'
  | 'itemsLeftOut'
  | 'bytesTotal'
  | 'bytesDone'
  | 'failures'
>

/** What can happen to a transfer. Times are milliseconds since the Unix epoch. */
export type TransferEvent =
  | { readonly type: 'start' }
  | { readonly type: 'restore' }
  | { readonly type: 'pause'; readonly at: number }
  | { readonly type: 'resume' }
  /** The journal's own count, before what is half done goes on. */
  | { readonly type: 'recount'; readonly counts: Partial<TransferCounts> }
  | { readonly type: 'item-started'; readonly name: string }
  | { readonly type: 'progress'; readonly bytes: number }
  | { readonly type: 'rate'; readonly speed: number }
  | { readonly type: 'wait'; readonly wait: NetworkWait }
  | { readonly type: 'reached' }
  | { readonly type: 'item-done' }
  /** Its bytes will not be moved. */
  | { readonly type: 'item-skipped'; readonly size: number }
  | { readonly type: 'item-failed'; readonly name: string; readonly failure: Failure }
  | { readonly type: 'item-not-kept'; readonly what: readonly NotKept[] }
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
    case 'restore':
      return isUnderWay(transfer) ? { ...transfer, state: { status: 'queued' } } : transfer
    case 'pause':
      return isActive(transfer)
        ? { ...transfer, state: { status: 'paused', since: event.at } }
        : transfer
    case 'resume':
      return state.status === 'paused' ? { ...transfer, state: { status: 'queued' } } : transfer
    case 'recount':
      return withoutFailure({ ...transfer, ...event.counts })
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
    case 'wait':
      return isUnderWay(transfer)
        ? { ...transfer, state: { status: 'waiting', ...event.wait } }
        : transfer
    case 'reached':
      return state.status === 'waiting'
        ? { ...transfer, state: { status: 'running', speed: 0 } }
        : transfer
    case 'item-done':
      return { ...transfer, itemsDone: transfer.itemsDone + 1 }
    case 'item-skipped':
      return {
        ...transfer,
        itemsSkipped: transfer.itemsSkipped + 1,
        ...(transfer.bytesTotal === undefined
          ? {}
          : { bytesTotal: Math.max(0, transfer.bytesTotal - event.size) }),
      }
    case 'item-failed':
      return {
        ...transfer,
        itemsFailed: transfer.itemsFailed + 1,
        failures:
          transfer.failures.length < MAX_LISTED
            ? [...transfer.failures, { name: event.name, failure: event.failure }]
            : transfer.failures,
      }
    case 'item-not-kept':
      return event.what.reduce(withNotKept, transfer)
    case 'finish':
      if (!isUnderWay(transfer)) return transfer
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
      return isUnfinished(transfer)
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

/** A transfer of which nothing is failed any more, and that could go on, is done. */
function withoutFailure(transfer: Transfer): Transfer {
  const { state, itemsFailed } = transfer
  if (state.status !== 'failed' || state.failure || itemsFailed > 0) return transfer
  return { ...transfer, state: { status: 'done', finished: state.finished } }
}

/** Whether it runs, or will as soon as it is its turn. */
export function isActive(transfer: Transfer): boolean {
  return transfer.state.status === 'queued' || isUnderWay(transfer)
}

/** Whether it was begun and goes on by itself. */
function isUnderWay({ state }: Transfer): boolean {
  return state.status === 'running' || state.status === 'waiting'
}

function withNotKept(transfer: Transfer, what: NotKept): Transfer {
  const { notKept = [] } = transfer
  const items = (notKept.find(one => one.what === what)?.items ?? 0) + 1
  return { ...transfer, notKept: [...notKept.filter(one => one.what !== what), { what, items }] }
}

/** Whether it is not over: active, or paused. */
export function isUnfinished(transfer: Transfer): boolean {
  return isActive(transfer) || transfer.state.status === 'paused'
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
  /** Under way, and waiting for the network. */
  waiting: z.number().int(),
  queued: z.number().int(),
  paused: z.number().int(),
  done: z.number().int(),
  failed: z.number().int(),
  canceled: z.number().int(),
  /** What those wait for. */
  network: NetworkWait.optional(),
  /** The limits that hold for all of them together, or that were lifted for now. */
  bandwidth: BandwidthNow.optional(),
  /** Over all that run, wait or are queued. */
  bytesDone: z.number(),
  bytesTotal: z.number().optional(),
  itemsDone: z.number().int(),
  itemsTotal: z.number().int(),
  speed: z.number(),
  secondsLeft: z.number().optional(),
})
export type TransfersSummary = z.infer<typeof TransfersSummary>
