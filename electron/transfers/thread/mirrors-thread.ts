import type { Location } from '#shared/location.ts'
import type {
  MirrorChoice,
  MirrorCompare,
  MirrorDirection,
  MirrorPlan,
  MirrorRow,
} from '#shared/mirror.ts'
import type { Transfer } from '#shared/transfer.ts'
import type { UploadRules } from '#shared/upload-rules.ts'
import type { LocalHandles } from '../local-handles.ts'
import type { Calls } from './calls.ts'
import type { ThreadCalls } from './thread-calls.ts'

interface MirrorsThreadOptions {
  /** @throws AppError `read-only` when nothing may be changed with this profile */
  readonly expectWritable: (profileId: string) => void
  readonly handles: LocalHandles
  /** What the settings leave out of uploads. */
  readonly uploadRules: () => UploadRules
}

/** Comparisons of folders with contexts as the main thread sees them. */
export class MirrorsThread {
  readonly #thread: () => Calls<ThreadCalls>
  readonly #options: MirrorsThreadOptions

  /** @param thread the one of the moment */
  constructor(thread: () => Calls<ThreadCalls>, options: MirrorsThreadOptions) {
    this.#thread = thread
    this.#options = options
  }

  /**
   * @param request `folder` is the handle of a local folder
   * @throws AppError `read-only` when the context may not be changed
   */
  async plan(
    client: string,
    request: {
      direction: MirrorDirection
      compare: MirrorCompare
      location: Location
      folder: string
      call: string
    },
    signal: AbortSignal,
  ): Promise<MirrorPlan> {
    const { handles, uploadRules, expectWritable } = this.#options
    if (request.direction === 'up') expectWritable(request.location.profileId)
    const folder = handles.folder(client, request.folder)
    const input = { ...request, client, folder, rules: uploadRules() }
    return await this.#thread().ask('planMirror', input, signal)
  }

  rows(input: Parameters<ThreadCalls['mirrorRows']>[0]): Promise<MirrorRow[]> {
    return this.#thread().ask('mirrorRows', input)
  }

  /** Takes rows out of what will be done, or in again. */
  exclude(id: string, choice: MirrorChoice, excluded: boolean): Promise<MirrorPlan> {
    return this.#thread().ask('excludeFromMirror', { id, choice, excluded })
  }

  /** @param deletes how many names the user agreed to delete */
  start(id: string, deletes: number | undefined): Promise<Transfer> {
    return this.#thread().ask('startMirror', { id, deletes })
  }

  discard(id: string): Promise<void> {
    return this.#thread().ask('discardMirror', id)
  }
}
