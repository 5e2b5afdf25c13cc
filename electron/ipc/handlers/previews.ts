import { folderOf } from '#shared/location.ts'
import { type ObjectsChanged, storedIn } from '#shared/objects-changed.ts'
import type { Previews } from '../../previews/previews.ts'
import type { AreaHandlers } from '../handler.ts'

export interface PreviewsHandlersOptions {
  readonly previews: Previews
  readonly tellObjectsChanged: (changed: ObjectsChanged) => void
}

export function previewsHandlers(options: PreviewsHandlersOptions): AreaHandlers<'previews'> {
  const { previews, tellObjectsChanged } = options
  return {
    'previews.describe': (object, { signal }) => previews.describe(object, signal),
    'previews.read': async (part, { signal }) => {
      const { bytes, complete } = await previews.read(part, signal)
      return { bytes: Buffer.from(bytes).toString('base64'), complete }
    },
    'previews.save': async ({ bytes, to, ...object }, { signal }) => {
      const saved = await previews.save(object, Buffer.from(bytes, 'base64'), to, signal)
      const { profileId, bucket } = object
      const location = { profileId, bucket, prefix: folderOf(saved.key) }
      tellObjectsChanged(storedIn(location))
      return { ...saved, notKept: [...saved.notKept] }
    },
  }
}
