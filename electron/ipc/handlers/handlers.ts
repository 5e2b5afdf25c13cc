import type { Handlers } from '../handler.ts'
import { type AppHandlersOptions, appHandlers } from './app.ts'
import { bucketsHandlers } from './buckets.ts'
import { type DialogsHandlersOptions, dialogsHandlers } from './dialogs.ts'
import { type DragsHandlersOptions, dragsHandlers } from './drags.ts'
import { type ExternalHandlersOptions, externalHandlers } from './external.ts'
import { type FoldersHandlersOptions, foldersHandlers } from './folders.ts'
import { type KeychainHandlersOptions, keychainHandlers } from './keychain.ts'
import { type ListingsHandlersOptions, listingsHandlers } from './listings.ts'
import { type LocalHandlersOptions, localHandlers } from './local.ts'
import { type MirrorsHandlersOptions, mirrorsHandlers } from './mirrors.ts'
import { type ObjectsHandlersOptions, objectsHandlers } from './objects.ts'
import { type PlacesHandlersOptions, placesHandlers } from './places.ts'
import { type PlaygroundHandlersOptions, playgroundHandlers } from './playground.ts'
import { type PreviewsHandlersOptions, previewsHandlers } from './previews.ts'
import { type ProfilesHandlersOptions, profilesHandlers } from './profiles.ts'
import { type PropertiesHandlersOptions, propertiesHandlers } from './properties.ts'
import { type SearchesHandlersOptions, searchesHandlers } from './searches.ts'
import { type SettingsHandlersOptions, settingsHandlers } from './settings.ts'
import { type SizesHandlersOptions, sizesHandlers } from './sizes.ts'
import { type ThumbnailsHandlersOptions, thumbnailsHandlers } from './thumbnails.ts'
import { type TransfersHandlersOptions, transfersHandlers } from './transfers.ts'
import { type VerificationsHandlersOptions, verificationsHandlers } from './verifications.ts'
import { type WorkspaceHandlersOptions, workspaceHandlers } from './workspace.ts'

/** Every service that some handler needs. */
export type HandlerServices = AppHandlersOptions &
  DialogsHandlersOptions &
  DragsHandlersOptions &
  ExternalHandlersOptions &
  FoldersHandlersOptions &
  KeychainHandlersOptions &
  ListingsHandlersOptions &
  LocalHandlersOptions &
  MirrorsHandlersOptions &
  ObjectsHandlersOptions &
  PlacesHandlersOptions &
  PlaygroundHandlersOptions &
  PreviewsHandlersOptions &
  ProfilesHandlersOptions &
  PropertiesHandlersOptions &
  SearchesHandlersOptions &
  SettingsHandlersOptions &
  SizesHandlersOptions &
  ThumbnailsHandlersOptions &
  TransfersHandlersOptions &
  VerificationsHandlersOptions &
  WorkspaceHandlersOptions

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
    ...placesHandlers(services),
    ...previewsHandlers(services),
    ...dialogsHandlers(services),
    ...foldersHandlers(services),
    ...localHandlers(services),
    ...mirrorsHandlers(services),
    ...transfersHandlers(services),
    ...settingsHandlers(services),
    ...workspaceHandlers(services),
    ...propertiesHandlers(services),
    ...searchesHandlers(services),
    ...sizesHandlers(services),
    ...thumbnailsHandlers(services),
    ...externalHandlers(services),
    ...dragsHandlers(services),
    ...verificationsHandlers(services),
  }
}
