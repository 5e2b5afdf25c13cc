import type { Handlers } from '../handler.ts'
import { type AppHandlersOptions, appHandlers } from './app.ts'
import { bucketsHandlers } from './buckets.ts'
import { type DialogsHandlersOptions, dialogsHandlers } from './dialogs.ts'
import { type FoldersHandlersOptions, foldersHandlers } from './folders.ts'
import { type KeychainHandlersOptions, keychainHandlers } from './keychain.ts'
import { type ListingsHandlersOptions, listingsHandlers } from './listings.ts'
import { type ObjectsHandlersOptions, objectsHandlers } from './objects.ts'
import { type PlaygroundHandlersOptions, playgroundHandlers } from './playground.ts'
import { type ProfilesHandlersOptions, profilesHandlers } from './profiles.ts'
import { type SettingsHandlersOptions, settingsHandlers } from './settings.ts'
import { type TransfersHandlersOptions, transfersHandlers } from './transfers.ts'

/** Every service that some handler needs. */
export type HandlerServices = AppHandlersOptions &
  DialogsHandlersOptions &
  FoldersHandlersOptions &
  KeychainHandlersOptions &
  ListingsHandlersOptions &
  ObjectsHandlersOptions &
  PlaygroundHandlersOptions &
  ProfilesHandlersOptions &
  SettingsHandlersOptions &
  TransfersHandlersOptions

/** All areas together; a method without a handler does not compile. */
export function handlers(services: HandlerServices): Handlers {
  return {
    ...appHandlers(services),
    ...keychainHandlers(services),
    ...profilesHandlers(services),
    ...playgroundHandlers(services),
    ...bucketsHandlers(services),
    ...listingsHandlers(services),
    ...objectsHandlers(services),
    ...dialogsHandlers(services),
    ...foldersHandlers(services),
    ...transfersHandlers(services),
    ...settingsHandlers(services),
  }
}
