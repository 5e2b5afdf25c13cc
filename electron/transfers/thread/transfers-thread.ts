import { Worker } from 'node:worker_threads'
import { AppError } from '#shared/errors.ts'
import type { Location } from '#shared/location.ts'
import type { ObjectsChanged } from '#shared/objects-changed.ts'
import type { QueueMove, Selection, Transfer, TransfersSummary } from '#shared/transfer.ts'
import type { CauseGroup } from '#shared/transfer-items.ts'
import type { TransferPlan } from '#shared/transfer-plan.ts'
import type { Export } from '#shared/transfer-query.ts'
import type { UploadRules } from '#shared/upload-rules.ts'
import type { ConnectionOptions } from '../../storage/connection-options.ts'
import type { ItemPage } from '../job-items.ts'
import type { Tuning } from '../limits/transfer-limits.ts'
import type { LocalHandles } from '../local-handles.ts'
import type { CopyWish } from '../plan-copy.ts'
import type { PlanProgress } from '../planner.ts'
import type { OpenStream, UploadSource } from '../upload-source.ts'
import type { ReceiptPage } from '../verify/receipt.ts'
import { Calls, HandOver, type Port } from './calls.ts'
import { MirrorsThread } from './mirrors-thread.ts'
import { portOfStream } from './page-stream.ts'
import { sourceData } from './source-data.ts'
import type { MainCalls, ThreadCalls, ThreadData } from './thread-calls.ts'

/**
 * The bytes that pass by hang on small objects, and are freed with them: collected early, fewer of
 * them lie about. Earlier still, and copies take a tenth more of the processor. What has survived is
 * collected when there is half as much again as was kept the last time; without a limit, which a job
 * of any size stays far below, only at four times as much.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 1024 }

export interface TransfersThreadOptions extends ThreadData {
  /** A profile's endpoint with its secrets; asked for when a job needs it. */
  readonly connection: (profileId: string) => Promise<ConnectionOptions>
  /** @throws AppError `read-only` when nothing may be changed with this profile */
  readonly expectWritable: (profileId: string) => void
  readonly handles: LocalHandles
  /** What the settings leave out of uploads. */
  readonly uploadRules: () => UploadRules
  readonly onSummary: (summary: TransfersSummary) => void
  readonly onObjectsChanged: (changed: ObjectsChanged) => void
  readonly onPlanProgress: (progress: PlanProgress, client: string) => void
  /** Takes one line about a defect, free of secrets. */
  readonly log: (line: string) => void
}

interface OpenSource {
  readonly source: UploadSource
  readonly opens: ReadonlyMap<number, OpenStream>
}

/** A running thread, the way to it, and since when it is there on the clock of `performance`. */
interface Life {
  readonly worker: Worker
  readonly thread: Calls<ThreadCalls>
  readonly begun: number
}

/** A thread that died is started anew; one that lives for less than this would die again, in ms. */
const LEAST_LIFE = 60_000

/** The transfers as the main thread sees them: everything is done by a thread of its own. */
export class TransfersThread {
  readonly #options: TransfersThreadOptions
  readonly #answers: MainCalls
  #tuning: Tuning
  #life: Life
  readonly #sources = new Map<number, OpenSource>()
  #nextSource = 0
  /** Folders and contexts that are compared. */
  readonly mirrors: MirrorsThread

  constructor(options: TransfersThreadOptions) {
    this.#options = options
    const { tuning, connection, onSummary, onObjectsChanged, onPlanProgress } = options
    this.#tuning = tuning
    this.#answers = {
      connection,
      openFile: async ({ source, file }, signal) => {
        const open = this.#sources.get(source)?.opens.get(file)
        if (!open) throw new Error('A file was asked for that no page has.')
        const port = portOfStream(await open(signal))
        return new HandOver(port, [port])
      },
      closeSource: source => {
        const open = this.#sources.get(source)
        this.#sources.delete(source)
        if (open) options.handles.release(open.source)
      },
      summary: onSummary,
      objectsChanged: onObjectsChanged,
      planProgress: ({ progress, client }) => onPlanProgress(progress, client),
    }
    this.#life = this.#begin()
    this.mirrors = new MirrorsThread(() => this.#thread, options)
  }

  get #thread(): Calls<ThreadCalls> {
    return this.#life.thread
  }

  #begin(): Life {
    const workerData: ThreadData = { journal: this.#options.journal, tuning: this.#tuning }
    const worker = new Worker(workerFile(), { workerData, name: 'transfers', resourceLimits })
    worker.on('error', error => this.#died(error))
    const thread = new Calls<ThreadCalls>(worker as Port, this.#answers)
    return { worker, thread, begun: performance.now() }
  }

  /** Everything is in the journal, so another thread goes on with it. */
  #died(error: unknown): void {
    const { log, handles } = this.#options
    log(`The thread of transfers ended: ${error instanceof Error ? error.stack : error}`)
    const anew = performance.now() - this.#life.begun >= LEAST_LIFE
    this.#thread.end(threadGone(error, anew))
    for (const { source } of this.#sources.values()) handles.release(source)
    this.#sources.clear()
    if (!anew) return
    this.#life = this.#begin()
    this.restore()
  }

  /** Goes on with what an earlier Pail left. */
  restore(): void {
    this.#thread.ask('restore', undefined).catch(error => this.#options.log(String(error)))
  }

  /** The settings have changed; what runs obeys at once. */
  tune(tuning: Tuning): void {
    this.#tuning = tuning
    this.#tell('tune', tuning)
  }

  /** A profile has changed: the next request uses what it says now. */
  dropConnection(profileId: string): void {
    this.#tell('dropConnection', profileId)
  }

  async planUpload(
    client: string,
    request: { target: Location; handle: string; call: string },
    signal: AbortSignal,
  ): Promise<TransferPlan> {
    const { target, handle, call } = request
    const found = this.#options.handles.source(client, handle)
    const { data, opens } = await sourceData(found, signal)
    const source = this.#nextSource++
    this.#sources.set(source, { source: found, opens })
    const rules = this.#options.uploadRules()
    const input = { client, call, target, source, data, rules }
    return await this.#thread.ask('planUpload', input, signal)
  }

  /** @param request `folder` is the handle of a local folder */
  async planDownload(
    client: string,
    request: { location: Location; selection: Selection; folder: string; call: string },
    signal: AbortSignal,
  ): Promise<TransferPlan> {
    const folder = this.#options.handles.folder(client, request.folder)
    return await this.#thread.ask('planDownload', { ...request, client, folder }, signal)
  }

  /** @param request `folder` is the handle of a local folder */
  async planZip(
    client: string,
    request: { location: Location; selection: Selection; folder: string; call: string },
    signal: AbortSignal,
  ): Promise<TransferPlan> {
    const folder = this.#options.handles.folder(client, request.folder)
    return await this.#thread.ask('planZip', { ...request, client, folder }, signal)
  }

  planDelete(
    client: string,
    request: { location: Location; selection: Selection; call: string },
    signal: AbortSignal,
  ): Promise<TransferPlan> {
    return this.#thread.ask('planDelete', { ...request, client }, signal)
  }

  /** @throws AppError `read-only` when a profile does not allow it */
  async planCopy(
    client: string,
    request: CopyWish & { call: string },
    signal: AbortSignal,
  ): Promise<TransferPlan> {
    this.#options.expectWritable(request.to.profileId)
    if (request.mode === 'move') this.#options.expectWritable(request.from.profileId)
    return await this.#thread.ask('planCopy', { ...request, client }, signal)
  }

  start(request: Parameters<ThreadCalls['start']>[0]): Promise<Transfer> {
    return this.#thread.ask('start', request)
  }

  discard(planId: string): Promise<void> {
    return this.#thread.ask('discard', planId)
  }

  list(range: Parameters<ThreadCalls['list']>[0]): Promise<ReturnType<ThreadCalls['list']>> {
    return this.#thread.ask('list', range)
  }

  pause(id: string): Promise<void> {
    return this.#thread.ask('pause', id)
  }

  resume(id: string): Promise<void> {
    return this.#thread.ask('resume', id)
  }

  pauseAll(): Promise<void> {
    return this.#thread.ask('pauseAll', undefined)
  }

  resumeAll(): Promise<void> {
    return this.#thread.ask('resumeAll', undefined)
  }

  /** Puts it before or behind the others that are not over. */
  reorder(request: { id: string; to: QueueMove }): Promise<void> {
    return this.#thread.ask('reorder', request)
  }

  /** Tries at once what waits for the network. */
  tryNetwork(): Promise<void> {
    return this.#thread.ask('tryNetwork', undefined)
  }

  /** The computer slept: what is under way goes on over new connections. */
  woke(): void {
    this.#tell('woke', undefined)
  }

  cancel(id: string): Promise<void> {
    return this.#thread.ask('cancel', id)
  }

  retry(input: Parameters<ThreadCalls['retry']>[0]): Promise<void> {
    return this.#thread.ask('retry', input)
  }

  skip(input: Parameters<ThreadCalls['skip']>[0]): Promise<void> {
    return this.#thread.ask('skip', input)
  }

  items(input: Parameters<ThreadCalls['items']>[0]): Promise<ItemPage> {
    return this.#thread.ask('items', input)
  }

  causes(id: string): Promise<CauseGroup[]> {
    return this.#thread.ask('causes', id)
  }

  names(input: Parameters<ThreadCalls['names']>[0]): Promise<string[]> {
    return this.#thread.ask('names', input)
  }

  /** Rows of a transfer's receipt; `undefined` when it is gone. */
  receipt(input: Parameters<ThreadCalls['receipt']>[0]): Promise<ReceiptPage | undefined> {
    return this.#thread.ask('receipt', input)
  }

  /** @param folder the handle of a local folder; @returns the path of the new file */
  export(client: string, wish: Export, folder: string): Promise<string> {
    const path = this.#options.handles.folder(client, folder)
    return this.#thread.ask('export', { wish, folder: path })
  }

  clear(): Promise<void> {
    return this.#thread.ask('clear', undefined)
  }

  /** The window is gone: so are its plans. What was started goes on. */
  leave(client: string): void {
    this.#tell('leave', client)
  }

  /** Stops everything for now; the next start goes on with it. */
  async close(): Promise<void> {
    try {
      await this.#thread.ask('close', undefined)
    } finally {
      await this.#life.worker.terminate()
    }
  }

  #tell<Name extends keyof ThreadCalls>(name: Name, input: Parameters<ThreadCalls[Name]>[0]): void {
    this.#thread.ask(name, input).catch(error => this.#options.log(String(error)))
  }
}

/**
 * The thread's script: beside this file as source, in a folder of its own once bundled. A packaged
 * app keeps that folder outside of its archive, which threads cannot be started from.
 */
export function workerFile(from: string = import.meta.url): URL {
  if (from.endsWith('.ts')) return new URL('./worker.ts', from)
  const file = from.includes('/chunks/') ? '../transfers/worker.mjs' : './transfers/worker.mjs'
  return new URL(new URL(file, from).href.replace('/app.asar/', '/app.asar.unpacked/'))
}

function threadGone(cause: unknown, anew: boolean): AppError {
  const serverMessage = cause instanceof Error ? cause.message : String(cause)
  return new AppError({
    code: 'internal',
    message: `The part of Pail that moves files has stopped${anew ? ', and was started anew' : ''}.`,
    remedy: anew
      ? 'Try again. What was under way goes on by itself.'
      : 'Start Pail again: transfers go on where they were.',
    details: { serverMessage },
  })
}
