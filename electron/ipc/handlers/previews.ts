import { folderOf } from '#shared/location.ts'
import type { Previews } from '../../previews/previews.ts'
import type { AreaHandlers } from '../handler.ts'
import type { Topics } from '../publish.ts'

export interface PreviewsHandlersOptions {
  readonly previews: Previews
  readonly topics: Topics
}

export function previewsHandlers(options: PreviewsHandlersOptions): AreaHandlers<'previews'> {
  const { previews, topics } = options
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
      topics.publish('objects.changed', { locations: [location] })
      return { ...saved, notKept: [...saved.notKept] }
    },
  }
}
