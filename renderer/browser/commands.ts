import { createContext, use } from 'react'
import type { Address } from '#shared/addresses/address.ts'
import type { Location } from '#shared/location.ts'
import type { CopyAsId } from '../model/actions/copy-as.ts'
import type { ActionId } from '../model/actions.ts'
import type { Named } from '../model/copy-text.ts'
import type { Place } from '../model/navigation.ts'
import type { Row } from './rows.ts'

/** What the parts of the window ask to be done; the frame does it. */
export interface Commands {
  run(id: ActionId): void
  /** Why an action cannot be used now; `undefined` when it can. */
  whyNot(id: ActionId): string | undefined
  /** Goes into a bucket or folder; shows the properties of a file. */
  openRow(row: Row): void
  /** Opens a bucket or folder in a tab of its own; `behind` the one in front. */
  openInTab(row: Row, behind: boolean): void
  openPlaceInTab(place: Place, behind: boolean): void
  /** Goes where a typed or pasted address leads; gives why it did not, if it did not. */
  goTo(address: string): Promise<string | undefined>
  /** Goes where a link from outside leads; says in a notice why it did not. */
  follow(address: Address): void
  /** Goes to a favorite or recent place; asks which profile to use when its own is gone. */
  openKept(place: Location & { readonly profileLabel: string }): void
  /** Copies what is named, else what is selected. */
  copyAs(id: CopyAsId, named?: Named & { readonly profileId: string }): void
  editProfile(id: string, region?: string): void
  duplicateProfile(id: string): void
  deleteProfile(id: string): void
}

const CommandsContext = createContext<Commands | undefined>(undefined)

export const CommandsProvider = CommandsContext.Provider

/** The commands of this window. */
export function useCommands(): Commands {
  const commands = use(CommandsContext)
  if (!commands) throw new Error('Commands are only there inside the frame.')
  return commands
}
