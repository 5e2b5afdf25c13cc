import type { AreaHandlers } from '../handler.ts'
import type { ProfilesHandlersOptions } from './profiles.ts'

type BucketsHandlersOptions = Pick<ProfilesHandlersOptions, 'connections'>

export function bucketsHandlers({ connections }: BucketsHandlersOptions): AreaHandlers<'buckets'> {
  return {
    'buckets.list': async ({ profileId }, { signal }) =>
      (await connections.get(profileId)).listBuckets(signal),
  }
}
