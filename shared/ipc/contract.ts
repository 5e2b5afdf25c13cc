import { z } from 'zod'
import { OpenEdit } from '../external.ts'
import { ListingState } from '../listing.ts'
import { Location } from '../location.ts'
import { Places } from '../places.ts'
import { SearchState } from '../search.ts'
import { Settings } from '../settings.ts'
import { SizeReport } from '../size.ts'
import { TransfersSummary } from '../transfer.ts'
import { appMethods } from './methods/app.ts'
import { dragsMethods } from './methods/drags.ts'
import { externalMethods } from './methods/external.ts'
import { listingsMethods } from './methods/listings.ts'
import { localMethods } from './methods/local.ts'
import { mirrorsMethods } from './methods/mirrors.ts'
import { objectsMethods } from './methods/objects.ts'
import { placesMethods } from './methods/places.ts'
import { previewsMethods } from './methods/previews.ts'
import { profilesMethods } from './methods/profiles.ts'
import { propertiesMethods } from './methods/properties.ts'
import { searchesMethods } from './methods/searches.ts'
import { sizesMethods } from './methods/sizes.ts'
import { thumbnailsMethods } from './methods/thumbnails.ts'
import { transfersMethods } from './methods/transfers.ts'
import { verificationsMethods } from './methods/verifications.ts'
import { workspaceMethods } from './methods/workspace.ts'

/**
 * Every method a window may call. The renderer is not trusted, so inputs are validated; an output
 * schema is the list of what may leave the main process, so no output names a secret.
 */
export const contract = {
  ...appMethods,
  ...profilesMethods,
  ...listingsMethods,
  ...objectsMethods,
  ...previewsMethods,
  ...localMethods,
  ...mirrorsMethods,
  ...placesMethods,
  ...thumbnailsMethods,
  ...transfersMethods,
  ...workspaceMethods,
  ...propertiesMethods,
  ...searchesMethods,
  ...sizesMethods,
  ...externalMethods,
  ...dragsMethods,
  ...verificationsMethods,
} as const

export type Contract = typeof contract
export type MethodName = keyof Contract
/** What a caller sends. */
export type MethodInput<M extends MethodName> = z.input<Contract[M]['input']>
/** What a handler gets, validated. */
export type HandlerInput<M extends MethodName> = z.output<Contract[M]['input']>
export type MethodOutput<M extends MethodName> = z.output<Contract[M]['output']>

/**
 * Every topic a window may follow. A topic carries its whole value, at most ten times a second,
 * the last value always. Subscribe first, then ask for the state.
 */
export const topics = {
  'profiles.changed': z.object({}),
  'settings.changed': Settings,
  'listing.changed': ListingState,
  /** How far the scan of a plan has come; `call` is the id of the plan call that asked for it. */
  'plan.changed': z.object({ call: z.string(), items: z.number().int(), bytes: z.number() }),
  'transfers.changed': TransfersSummary,
  'search.changed': SearchState,
  'size.changed': SizeReport,
  /** Objects that are open in other programs. */
  'external.changed': z.object({ edits: z.array(OpenEdit) }),
  /** A transfer changed what is in these places: listings that show them are asked for again. */
  'objects.changed': z.object({ locations: z.array(Location) }),
  'places.changed': Places,
  /** Pail was told to open a `pail://` link: whoever shows it takes it with `places.takeLink`. */
  'link.waiting': z.object({ at: z.number() }),
  /** The menu or a shortcut of the desktop shell asks the window to do something. */
  'window.command': z.object({ command: z.string(), at: z.number() }),
} as const

export type Topics = typeof topics
export type TopicName = keyof Topics
export type TopicValue<T extends TopicName> = z.output<Topics[T]>
