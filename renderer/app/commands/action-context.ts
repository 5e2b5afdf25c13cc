import type { ExternalObject } from '#shared/external.ts'
import type { Location } from '#shared/location.ts'
import type { ViewMode } from '#shared/settings.ts'
import type { Edits } from '../../browser/edits.tsx'
import type { Row } from '../../browser/rows.ts'
import type { Browser } from '../../browser/use-browser.ts'
import type { Favorites } from '../../browser/use-favorites.ts'
import type { WorkspaceAction } from '../../model/workspace.ts'
import type { PaletteScope } from '../../palette/palette-items.ts'
import type { SettingToggles } from '../../queries/settings.ts'
import type { Jobs } from '../../transfers/use-jobs.ts'
import type { Notice } from '../../ui/notices.tsx'
import type { OpenDialog } from '../dialogs.tsx'
import type { CopyAs } from '../use-copy-as.ts'
import type { TransferCommands } from '../use-transfer-commands.ts'

/** What an action may use: the place and its rows, the jobs, and ways to say something. */
export interface ActionContext {
  readonly browser: Browser
  /** The folder that is shown; `undefined` elsewhere. */
  readonly location: Location | undefined
  readonly jobs: Jobs
  readonly edits: Edits
  readonly notify: (notice: Notice) => void
  /** Says why something did not work. */
  readonly complain: (error: Error) => void
  readonly openDialog: (dialog: OpenDialog | undefined) => void
  readonly openRow: (row: Row) => void
  /** Opens an object in the program of its kind; `name` is what it is called meanwhile. */
  readonly openExternal: (object: ExternalObject, name: string) => void
  readonly openPlayground: () => void
  /** Changes tabs and panes. */
  readonly dispatch: (action: WorkspaceAction) => void
  /** The tab it is about. */
  readonly tab: string
  /** Opens a bucket or folder in a tab of its own; `behind` the one in front. */
  readonly openInTab: (row: Row, behind: boolean) => void
  readonly toggles: SettingToggles
  /** Lays out the listing of this bucket, and of all folders in it. */
  readonly setViewMode: (mode: ViewMode) => void
  readonly editProfile: (id: string) => void
  readonly copyAs: CopyAs
  readonly favorites: Favorites
  readonly transfers: TransferCommands
  readonly clearRecents: () => void
  readonly openPalette: (scope: PaletteScope) => void
}

/** What each action of a table does. */
export type Runs<Table> = Readonly<Record<keyof Table, () => void>>
