import { createContext, use } from 'react'
import type { LocalItems } from '#shared/ipc/bridge.ts'
import type { Location } from '#shared/location.ts'
import type { ActionId } from '../model/actions.ts'
import type { Row } from './rows.ts'

/** What the parts of the window ask to be done; the frame does it. */
export interface Commands {
  run(id: ActionId): void
  /** Why an action cannot be used now; `undefined` when it can. */
  whyNot(id: ActionId): string | undefined
  /** Goes into a bucket or folder; shows the properties of a file. */
  openRow(row: Row): void
  upload(target: Location, items: Promise<LocalItems<File>>): void
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
