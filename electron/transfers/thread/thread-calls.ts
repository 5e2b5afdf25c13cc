import type { MessagePort } from 'node:worker_threads'
import type { Location } from '#shared/location.ts'
import type { MirrorChoice } from '#shared/mirror.ts'
import type { ObjectsChanged } from '#shared/objects-changed.ts'
import type { QueueMove, Selection, TransfersSummary } from '#shared/transfer.ts'
import type { CauseGroup, FailureCause, ItemChoice, ItemQuery } from '#shared/transfer-items.ts'
import type { Export } from '#shared/transfer-query.ts'
import type { UploadRules } from '#shared/upload-rules.ts'
import type { ConnectionOptions } from '../../storage/connection-options.ts'
import type { ItemPage } from '../job-items.ts'
import type { Tuning } from '../limits/transfer-limits.ts'
import type { Mirrors, MirrorWish } from '../mirror/mirrors.ts'
import type { CopyWish } from '../plan-copy.ts'
import type { Planner, PlanProgress } from '../planner.ts'
import type { Transfers } from '../transfers.ts'
import type { ReceiptPage } from '../verify/receipt.ts'
import type { HandOver } from './calls.ts'
import type { SourceData } from './source-data.ts'

type Plan = ReturnType<Planner['delete']>
type Who = { client: string; call: string }
type ById = (id: string, signal: AbortSignal) => Promise<void>

/** What the main thread may ask of the thread that moves the bytes. */
export type ThreadCalls = {
  restore(input: undefined): void
  /** The settings have changed; what runs obeys at once. */
  tune(tuning: Tuning): void
  dropConnection(profileId: string): void
  /** `source` names it, to open its files and to close it. */
  planUpload(
    input: Who & { target: Location; source: number; data: SourceData; rules: UploadRules },
    signal: AbortSignal,
  ): Plan
  planDownload(
    input: Who & { location: Location; selection: Selection; folder: string },
    signal: AbortSignal,
  ): Plan
  planZip(
    input: Who & { location: Location; selection: Selection; folder: string },
    signal: AbortSignal,
  ): Plan
  planDelete(input: Who & { location: Location; selection: Selection }, signal: AbortSignal): Plan
  planCopy(input: Who & CopyWish, signal: AbortSignal): Plan
  planMirror(input: Who & MirrorWish, signal: AbortSignal): ReturnType<Mirrors['plan']>
  mirrorRows(input: { id: string } & Parameters<Mirrors['rows']>[1]): ReturnType<Mirrors['rows']>
  excludeFromMirror(input: {
    id: string
    choice: MirrorChoice
    excluded: boolean
  }): ReturnType<Mirrors['exclude']>
  startMirror(input: { id: string; deletes?: number | undefined }): ReturnType<Mirrors['start']>
  discardMirror(id: string): void
  start(input: Parameters<Transfers['start']>[0]): ReturnType<Transfers['start']>
  discard(planId: string): void
  list(input: Parameters<Transfers['list']>[0]): ReturnType<Transfers['list']>
  items(input: { id: string; query: ItemQuery; from: number; to: number }): ItemPage
  causes(id: string): CauseGroup[]
  names(input: { id: string; cause: FailureCause }): string[]
  skip(input: { id: string; choice: ItemChoice }): void
  receipt(input: { id: string; after: number }): ReceiptPage | undefined
  export(input: { wish: Export; folder: string }): Promise<string>
  pause: ById
  resume: ById
  pauseAll(input: undefined): Promise<void>
  resumeAll(input: undefined): Promise<void>
  reorder(input: { id: string; to: QueueMove }): void
  tryNetwork(input: undefined): void
  /** The computer slept: every connection is dead, whatever the system believes. */
  woke(input: undefined): void
  cancel: ById
  retry(input: { id: string; choice?: ItemChoice | undefined }): Promise<void>
  clear(input: undefined): Promise<void>
  leave(client: string): void
  close(input: undefined): Promise<void>
}

/** What that thread asks of the main thread, which has the secrets and the windows. */
export type MainCalls = {
  connection(profileId: string): Promise<ConnectionOptions>
  /** A port through which the file comes, see page-stream.ts. */
  openFile(
    input: { source: number; file: number },
    signal: AbortSignal,
  ): Promise<HandOver<MessagePort>>
  closeSource(source: number): void
  summary(summary: TransfersSummary): void
  objectsChanged(changed: ObjectsChanged): void
  planProgress(input: { progress: PlanProgress; client: string }): void
}

/** What the thread is started with. */
export interface ThreadData {
  readonly journal: string
  readonly tuning: Tuning
}
