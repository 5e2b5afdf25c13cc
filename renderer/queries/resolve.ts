import { queryOptions, skipToken, useMutation } from '@tanstack/react-query'
import type { MethodInput } from '#shared/ipc/contract.ts'
import type { Location } from '#shared/location.ts'
import { call } from '../api/client.ts'

/** Finds out what a typed `s3://` URI stands for. */
export function useResolve() {
  return useMutation({
    mutationFn: (input: MethodInput<'objects.resolve'>) => call('objects.resolve', input),
  })
}

/** Milliseconds without a keystroke before a name is asked about. */
const PAUSE = 150

/** Whether a folder has a file or a folder of a name already; nothing is asked without one. */
export function takenQuery(location: Location, name: string | undefined) {
  const { profileId, bucket, prefix } = location
  return queryOptions({
    queryKey: ['taken', location, name],
    queryFn:
      name === undefined
        ? skipToken
        : async ({ signal }) => {
            await new Promise(resolve => setTimeout(resolve, PAUSE))
            signal.throwIfAborted()
            const input = { profileId, bucket, keyOrPrefix: prefix + name }
            return (await call('objects.resolve', input, signal)).type !== 'nothing'
          },
    gcTime: 0,
  })
}
