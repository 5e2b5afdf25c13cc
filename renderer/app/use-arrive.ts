import type { Address } from '#shared/addresses/address.ts'
import { DELIMITER, folderOf } from '#shared/location.ts'
import type { Browser } from '../browser/use-browser.ts'
import { plainName } from '../model/display-name.ts'
import { useResolve } from '../queries/resolve.ts'
import { useNotices } from '../ui/notices.tsx'

/** Goes to an address in a profile; gives why it did not get there, if it did not. */
export type Arrive = (address: Address, profileId: string) => Promise<string | undefined>

/** Opens what an address names: a folder, or the folder of a file with the file selected. */
export function useArrive({ go }: Browser): Arrive {
  const { mutateAsync: resolve } = useResolve()
  const notify = useNotices()
  return async (address, profileId) => {
    const { bucket, keyOrPrefix, entry, note } = address
    if (bucket === undefined) {
      go({ type: 'profile', profileId })
      return undefined
    }
    const sure = entry !== undefined && keyOrPrefix.endsWith(DELIMITER)
    if (sure || keyOrPrefix === '') {
      go({ type: 'folder', location: { profileId, bucket, prefix: folderOf(keyOrPrefix) } }, entry)
    } else {
      const found = await resolve({ profileId, bucket, keyOrPrefix }).catch(messageOf)
      if (typeof found === 'string') return found
      if (found.type === 'nothing') {
        return `There is nothing at ${plainName(keyOrPrefix)} in ${plainName(bucket)}.`
      }
      const key = found.type === 'file' ? keyOrPrefix : undefined
      go({ type: 'folder', location: found.location }, key)
    }
    if (note !== undefined) notify({ tone: 'info', title: note })
    return undefined
  }
}

function messageOf(error: Error): string {
  return plainName(error.message)
}
