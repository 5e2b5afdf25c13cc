import type { Location } from './location.ts'
import type { FoundKeys } from './search.ts'

/** Keys of a bucket that are there no more. */
export type GoneKeys = FoundKeys & { readonly profileId: string }

/** What was done to objects, for whoever shows some. */
export interface ObjectsChanged {
  /** Folders whose listing is not right any more, those around them included. */
  readonly locations: Location[]
  /** Folders that objects were stored in, new ones or others than before. */
  readonly stored: readonly Location[]
  readonly gone: readonly GoneKeys[]
}

/** Objects were stored in one folder. */
export function storedIn(location: Location): ObjectsChanged {
  return { locations: [location], stored: [location], gone: [] }
}
