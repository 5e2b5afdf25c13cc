import type { Connections } from '../../storage/connections.ts'
import type { AreaHandlers } from '../handler.ts'

export interface PropertiesHandlersOptions {
  readonly connections: Connections
}

export function propertiesHandlers(options: PropertiesHandlersOptions): AreaHandlers<'properties'> {
  const bucketOf = async (profileId: string, bucket: string) =>
    (await options.connections.get(profileId)).storage(bucket)
  return {
    'properties.tags': async ({ profileId, bucket, key }, { signal }) =>
      (await bucketOf(profileId, bucket)).objectTags(key, signal),
    'properties.acl': async ({ profileId, bucket, key }, { signal }) =>
      (await bucketOf(profileId, bucket)).objectAcl(key, signal),
    'properties.versions': async ({ profileId, bucket, key }, { signal }) =>
      (await bucketOf(profileId, bucket)).countVersions(key, signal),
    'properties.bucket': async ({ profileId, bucket, fact }, { signal }) =>
      (await bucketOf(profileId, bucket)).bucketFact(fact, signal),
  }
}
