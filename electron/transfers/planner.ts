import type { Location } from '#shared/location.ts'
import type { MirrorPlan } from '#shared/mirror.ts'
import type { Selection } from '#shared/transfer.ts'
import type { TransferPlan } from '#shared/transfer-plan.ts'
import { DEFAULT_UPLOAD_RULES, type UploadRules } from '#shared/upload-rules.ts'
import type { Journal } from './journal/journal.ts'
import { localSystem } from './local-system.ts'
import { LocalTarget } from './local-target.ts'
import type { Mirrors, MirrorWish } from './mirror/mirrors.ts'
import { isTaken } from './part-file.ts'
import { type CopyWish, planCopy } from './plan-copy.ts'
import { planDelete } from './plan-delete.ts'
import { planDownload } from './plan-download.ts'
import { planUpload } from './plan-upload.ts'
import type { Plans } from './plans.ts'
import type { TransferStorage } from './transfer-storage.ts'
import type { OpenStream, UploadSource } from './upload-source.ts'
import { planZip } from './zip/plan-zip.ts'
import { freeZipName, zipName } from './zip/zip-name.ts'

/** Milliseconds between two words about how far a scan has come. */
const PROGRESS_EVERY = 100

/** How far the scan of a plan has come; `call` is the call that asked for it. */
export interface PlanProgress {
  call: string
  items: number
  bytes: number
}

/** What is to go up, and where; without rules the usual ones hold. */
interface UploadWish {
  target: Location
  source: UploadSource
  rules?: UploadRules
  call: string
}

/** What a planner works with. */
interface PlannerOptions {
  readonly journal: Journal
  readonly plans: Plans
  readonly mirrors: Mirrors
  readonly storage: (location: Location) => TransferStorage
  readonly onProgress: (progress: PlanProgress, client: string) => void
}

/** Finds out what a transfer will do, before anything is moved. `client` is the window that asks. */
export class Planner {
  readonly #options: PlannerOptions

  constructor(options: PlannerOptions) {
    this.#options = options
  }

  /** @throws AppError of the storage when the target can't be listed; nothing was changed then */
  async upload(
    client: string,
    { target, source, rules, call }: UploadWish,
    signal: AbortSignal,
  ): Promise<TransferPlan> {
    const streams = new Map<number, OpenStream>()
    const close = () => source.close()
    const rest = { client, location: target, streams: { open: streams, close } }
    return await this.#options.plans.make('upload', rest, signal, book =>
      planUpload(
        {
          target,
          source,
          rules: rules ?? DEFAULT_UPLOAD_RULES,
          storage: this.#options.storage(target),
          book,
          onStream: (number, open) => streams.set(number, open),
          onProgress: this.#progress(client, call),
        },
        signal,
      ),
    )
  }

  /** @param request `folder` is the path of a local folder */
  async download(
    client: string,
    request: { location: Location; selection: Selection; folder: string; call: string },
    signal: AbortSignal,
  ): Promise<TransferPlan> {
    const { location, selection, folder, call } = request
    const target = await LocalTarget.at(folder)
    const storage = this.#options.storage(location)
    const onProgress = this.#progress(client, call)
    const asked = { location, selection, target, system: localSystem(), storage, onProgress }
    return await this.#options.plans.make('download', { client, location, folder }, signal, book =>
      planDownload({ ...asked, book }, signal),
    )
  }

  /**
   * Plans one zip file of all that is selected, under a name that is free.
   *
   * @param request `folder` is the path of a local folder
   */
  async zip(
    client: string,
    request: { location: Location; selection: Selection; folder: string; call: string },
    signal: AbortSignal,
  ): Promise<TransferPlan> {
    const { location, selection, folder, call } = request
    const target = await LocalTarget.at(folder)
    const wanted = zipName(location, selection, localSystem())
    const fileName = await freeZipName(
      wanted,
      async name => this.#willMake(folder, name) || (await isTaken(target.path([name]))),
    )
    const onProgress = this.#progress(client, call)
    const asked = {
      location,
      selection,
      target,
      storage: this.#options.storage(location),
      onProgress,
    }
    return await this.#options.plans.make(
      'zip',
      { client, location, folder, fileName },
      signal,
      book => planZip({ ...asked, book }, signal),
    )
  }

  async delete(
    client: string,
    { location, selection, call }: { location: Location; selection: Selection; call: string },
    signal: AbortSignal,
  ): Promise<TransferPlan> {
    const storage = this.#options.storage(location)
    const onProgress = this.#progress(client, call)
    return await this.#options.plans.make('delete', { client, location }, signal, book =>
      planDelete({ location, selection, storage, book, onProgress }, signal),
    )
  }

  /** Compares a folder with a context. @throws AppError when one cannot be read to its end */
  async mirror(
    client: string,
    { call, ...wish }: MirrorWish & { call: string },
    signal: AbortSignal,
  ): Promise<MirrorPlan> {
    return await this.#options.mirrors.plan(client, wish, this.#progress(client, call), signal)
  }

  /**
   * @throws AppError `invalid` for what cannot be meant, such as a folder into itself;
   *   `already-exists` when the new name of an item is taken
   */
  async copy(
    client: string,
    { call, ...wish }: CopyWish & { call: string },
    signal: AbortSignal,
  ): Promise<TransferPlan> {
    const { mode, from, to, name } = wish
    const source = this.#options.storage(from)
    const target = this.#options.storage(to)
    const onProgress = this.#progress(client, call)
    const rest = { location: from, to: { location: to, ...(name === undefined ? {} : { name }) } }
    return await this.#options.plans.make(mode, { client, ...rest }, signal, book =>
      planCopy({ ...wish, source, target, book, onProgress }, signal),
    )
  }

  /** Whether a zip that is planned or not done yet gets this name. */
  #willMake(folder: string, fileName: string): boolean {
    return (
      this.#options.plans.makes(folder, fileName) ||
      this.#options.journal.jobs
        .unfinished()
        .some(({ transfer }) => transfer.folder === folder && transfer.fileName === fileName)
    )
  }

  #progress(client: string, call: string): (found: { items: number; bytes: number }) => void {
    let told = Number.NEGATIVE_INFINITY
    return found => {
      const now = performance.now()
      if (now - told < PROGRESS_EVERY) return
      told = now
      this.#options.onProgress({ call, ...found }, client)
    }
  }
}
