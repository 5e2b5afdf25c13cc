import { z } from 'zod'
import { Location } from '../../location.ts'
import { CopyMode, JobSelection, QueueMove, Transfer, TransfersSummary } from '../../transfer.ts'
import {
  CauseGroup,
  FailureCause,
  ItemChoice,
  ItemQuery,
  ItemTally,
  MAX_ITEM_ROWS,
  TransferItem,
} from '../../transfer-items.ts'
import { ConflictDecision, TransferPlan } from '../../transfer-plan.ts'
import { Export, TransferQuery } from '../../transfer-query.ts'
import { method } from '../method.ts'
import { LocalHandle } from './local.ts'
import { nothing } from './nothing.ts'

const Rows = z.object({ from: z.number().int().min(0), to: z.number().int().min(0) })

/** Bulk jobs: a plan first, then a start. */
export const transfersMethods = {
  /** First pass: counts, sizes, conflicts, names that cannot be. Changes nothing. */
  'transfers.planUpload': method(z.object({ target: Location, handle: LocalHandle }), TransferPlan),
  'transfers.planDownload': method(
    z.object({ location: Location, selection: JobSelection, folder: LocalHandle }),
    TransferPlan,
  ),
  /** One file of all that is selected, under a name that is free in the folder. */
  'transfers.planZip': method(
    z.object({ location: Location, selection: JobSelection, folder: LocalHandle }),
    TransferPlan,
  ),
  'transfers.planDelete': method(
    z.object({ location: Location, selection: JobSelection }),
    TransferPlan,
  ),
  /** Copies inside an endpoint are the server's work; between profiles they go through Pail. */
  'transfers.planCopy': method(
    z.object({
      mode: CopyMode,
      from: Location,
      selection: JobSelection,
      to: Location,
      /** Another name for the single selected item: a rename, when `from` is `to`. */
      name: z.string().min(1).max(1024).optional(),
    }),
    TransferPlan,
  ),
  /** Second pass: starts what was planned. Conflicts left unanswered are refused, not guessed. */
  'transfers.start': method(
    z.object({ planId: z.string(), conflicts: ConflictDecision.optional() }),
    Transfer,
  ),
  'transfers.discard': method(z.object({ planId: z.string() }), nothing),
  /** Unfinished ones in the order in which they are done, then the others, newest first. */
  'transfers.list': method(
    Rows.extend({ query: TransferQuery.optional() }),
    z.object({
      summary: TransfersSummary,
      /** Those that match. */
      total: z.number().int(),
      transfers: z.array(Transfer),
    }),
  ),
  /** A window of the items of one transfer, and how many stand how. */
  'transfers.items': method(
    Rows.extend({ id: z.string(), query: ItemQuery }).refine(
      ({ from, to }) => to - from <= MAX_ITEM_ROWS,
    ),
    z.object({ total: z.number().int(), tally: ItemTally, items: z.array(TransferItem) }),
  ),
  /** Why items of a transfer failed, the most frequent cause first. */
  'transfers.causes': method(
    z.object({ id: z.string() }),
    z.object({ causes: z.array(CauseGroup) }),
  ),
  /** The names of what failed for one cause; of very many the first. */
  'transfers.failedNames': method(
    z.object({ id: z.string(), cause: FailureCause }),
    z.object({ names: z.array(z.string()) }),
  ),
  /** Leaves out items that wait, failed, or are being moved. */
  'transfers.skipItems': method(z.object({ id: z.string(), choice: ItemChoice }), nothing),
  /** Does some of the failed items again. */
  'transfers.retryItems': method(z.object({ id: z.string(), choice: ItemChoice }), nothing),
  /** Writes a table into a new file of a local folder. */
  'transfers.export': method(
    z.object({ wish: Export, folder: LocalHandle }),
    z.object({ path: z.string() }),
  ),
  /** Stops it for now, and keeps what is half done. */
  'transfers.pause': method(z.object({ id: z.string() }), nothing),
  'transfers.resume': method(z.object({ id: z.string() }), nothing),
  'transfers.pauseAll': method(nothing, nothing),
  'transfers.resumeAll': method(nothing, nothing),
  /** Tries at once what waits for the network, rather than when it is next due. */
  'transfers.tryNetwork': method(nothing, nothing),
  /** Puts it before or behind the others that are not over; those that run can be overtaken. */
  'transfers.reorder': method(z.object({ id: z.string(), to: QueueMove }), nothing),
  'transfers.cancel': method(z.object({ id: z.string() }), nothing),
  'transfers.retry': method(z.object({ id: z.string() }), nothing),
  /** Forgets what is done, failed or canceled. */
  'transfers.clear': method(nothing, nothing),
} as const
