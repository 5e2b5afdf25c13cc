import { type ObjectsChanged, storedIn } from '#shared/objects-changed.ts'
import { newFolderPrefix } from '../../listings/new-folder.ts'
import { resolveName } from '../../listings/resolve-name.ts'
import type { Connections } from '../../storage/connections.ts'
import type { AreaHandlers } from '../handler.ts'

export interface ObjectsHandlersOptions {
  readonly connections: Connections
  readonly tellObjectsChanged: (changed: ObjectsChanged) => void
}

export function objectsHandlers(options: ObjectsHandlersOptions): AreaHandlers<'objects'> {
  const { connections, tellObjectsChanged } = options
  const bucketOf = async (profileId: string, bucket: string) =>
    (await connections.get(profileId)).storage(bucket)

  return {
    'objects.head': async ({ profileId, bucket, key }, { signal }) =>
      (await bucketOf(profileId, bucket)).head(key, signal),

    'objects.createFolder': async ({ location, name }, { signal }) => {
      const prefix = newFolderPrefix(location, name)
      await (await bucketOf(location.profileId, location.bucket)).createFolder(prefix, signal)
      tellObjectsChanged(storedIn(location))
      return { prefix }
    },

    'objects.resolve': async ({ profileId, bucket, keyOrPrefix }, { signal }) => {
      const { type, prefix } = await resolveName(
        await bucketOf(profileId, bucket),
        keyOrPrefix,
        signal,
      )
      return { type, location: { profileId, bucket, prefix } }
    },
  }
}
