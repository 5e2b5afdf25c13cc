import { NOTHING_SAVED, SavedTab, SavedWorkspace } from '#shared/workspace.ts'
import { type Damage, JsonFile, type JsonFormat } from '../files/json-file.ts'

/** The tabs that were open last, in memory and in a file; a tab that cannot be read is left out. */
export class WorkspaceStore {
  readonly #file: JsonFile<SavedWorkspace>

  constructor(options: { readonly file: string }) {
    this.#file = new JsonFile(options.file, FORMAT)
  }

  /** What could not be read of the file, and where it was kept. */
  get damage(): Damage | undefined {
    return this.#file.damage
  }

  /** Also what is being saved: a window that was closed a moment ago may be open again. */
  get(): Promise<SavedWorkspace> {
    return this.#file.settled()
  }

  /** Rejects with `local-file`. */
  async save(workspace: SavedWorkspace): Promise<void> {
    await this.#file.update(() => workspace)
  }
}

const FORMAT: JsonFormat<SavedWorkspace> = {
  what: 'open tabs',
  version: 1,
  empty: NOTHING_SAVED,
  read: data => {
    const whole = SavedWorkspace.safeParse(data)
    if (whole.success) return { value: whole.data }
    const found = 'tabs' in data && Array.isArray(data.tabs) ? data.tabs : []
    const tabs = found.flatMap(tab => SavedTab.safeParse(tab).data ?? [])
    return { value: { tabs, active: 0 }, lost: 'Some tabs could not be read.' }
  },
  write: workspace => workspace,
}
