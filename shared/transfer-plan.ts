import { z } from 'zod'
import { RequestCounts } from './preflight.ts'
import { PlanKind } from './transfer.ts'

/**
 * What is done with a name that is already taken. There is no "overwrite silently": `ask` stops
 * and asks, and every other answer is one that the user gave.
 */
export const ConflictAnswer = z.enum(['replace', 'skip', 'keep-both'])
export type ConflictAnswer = z.infer<typeof ConflictAnswer>

/**
 * One rule for every taken name of a job: an answer, or a question that each item answers for
 * itself. `replace-newer` goes by the times, `replace-different` by size and time,
 * `replace-changed` by the bytes themselves.
 */
export const ConflictPolicy = z.enum([
  ...ConflictAnswer.options,
  'replace-newer',
  'replace-different',
  'replace-changed',
])
export type ConflictPolicy = z.infer<typeof ConflictPolicy>

/** What is done with taken names where the user is not asked: nothing that replaces whatever is there. */
export const StandingRule = ConflictPolicy.extract([
  'keep-both',
  'skip',
  'replace-newer',
  'replace-different',
])
export type StandingRule = z.infer<typeof StandingRule>

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
 * Who makes sure that a write takes nothing away that nobody was asked about: the server, which
 * refuses it, or Pail, by a look right before. That leaves a gap of one request.
 */
export const WriteGuard = z.enum(['server', 'look'])

/** What keeps the writes to one bucket from doing harm. */
export const WriteGuards = z.object({
  /** That a name is still free; not known before the first write to an endpoint. */
  free: WriteGuard.optional(),
  /** That what is replaced is still what was there when it was asked about. */
  replaced: WriteGuard,
})
export type WriteGuards = z.infer<typeof WriteGuards>

/**
 * The first pass of a bulk job: everything counted, nothing done. It lives in the main process
 * until it is started or discarded.
 */
export const TransferPlan = z.object({
  id: z.string(),
  kind: PlanKind,
  /** Objects or files, without those in `problems` that are skipped. */
  items: z.number().int(),
  folders: z.number().int(),
  /** Bytes to move; for a delete the bytes that go away. `undefined` when not all sizes are known. */
  bytes: z.number().optional(),
  /** The first conflicts, at most {@link MAX_LISTED}; `conflictCount` is how many there are. */
  /** What it will ask of the endpoint, about. */
  requests: RequestCounts,
  /** Objects in an archive class, which can only be read once they are restored. */
  archived: z.number().int(),
  /** How long it may take, by the pace of the last transfers of the kind. An estimate. */
  seconds: z.number().optional(),
  /** Of the place that is written to, when it is a bucket. */
  guards: WriteGuards.optional(),
  conflicts: z.array(Conflict),
  conflictCount: z.number().int(),
  problems: z.array(PlanProblem),
  problemCount: z.number().int(),
  /** Some names, to show what it is about. */
  sample: z.array(z.string()),
})
export type TransferPlan = z.infer<typeof TransferPlan>

/** How taken names are answered: one rule for all, and answers for single items. */
export const ConflictDecision = z.object({
  all: ConflictPolicy,
  byItem: z.record(z.string(), ConflictAnswer),
})
export type ConflictDecision = z.infer<typeof ConflictDecision>
