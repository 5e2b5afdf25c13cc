import { useQueryClient } from '@tanstack/react-query'
import { rowId } from '../browser/rows.ts'
import { selectedAtHand, selectedObjects } from '../browser/selected.ts'
import type { Browser } from '../browser/use-browser.ts'
import type { CopyAsId } from '../model/actions/copy-as.ts'
import { copiedNotice, copyText, type Named } from '../model/copy-text.ts'
import { plainName } from '../model/display-name.ts'
import { profileOf } from '../model/navigation.ts'
import { bucketsQuery } from '../queries/buckets.ts'
import { selectedHits } from '../search/selected-hits.ts'
import { useNotices } from '../ui/notices.tsx'

/** Copies what is selected, one a line, or the place itself; or whatever is named. */
export type CopyAs = (id: CopyAsId, named?: Named & { readonly profileId: string }) => void

export function useCopyAs(browser: Browser): CopyAs {
  const client = useQueryClient()
  const notify = useNotices()
  const syntax = /windows/i.test(navigator.userAgent) ? 'powershell' : 'posix'

  const copy: (...args: Parameters<CopyAs>) => Promise<void> = async (id, named) => {
    const profileId = named?.profileId ?? profileOf(browser.place)
    const profile = browser.profiles.find(other => other.id === profileId)
    if (!profile) return
    const buckets = client.getQueryData(bucketsQuery(profile.id).queryKey)
    const lines = (named ? [named] : await namedBy(browser)).map(one => {
      const region = buckets?.find(({ name }) => name === one.bucket)?.region
      return copyText(id, { ...one, region }, profile, syntax)
    })
    await navigator.clipboard.writeText(lines.join('\n'))
    notify({ tone: 'success', title: copiedNotice(id, lines.length) })
  }
  return (id, named) => {
    copy(id, named).catch((error: Error) => {
      notify({ tone: 'danger', title: plainName(error.message) })
    })
  }
}

async function namedBy(browser: Browser): Promise<Named[]> {
  const { place, rows, selection, objects, situation, search } = browser
  if (search) {
    const found = await selectedHits(search)
    return found.flatMap(({ bucket, keys }) => keys.map(key => ({ bucket, keyOrPrefix: key })))
  }
  if (place.type !== 'folder') {
    const selected = selectedAtHand(selection, rows) ?? []
    if (selected.length === 0) return [{ bucket: undefined, keyOrPrefix: '' }]
    return selected.map(row => ({ bucket: rowId(row), keyOrPrefix: '' }))
  }
  const { bucket, prefix } = place.location
  if (situation.selected === 0) return [{ bucket, keyOrPrefix: prefix }]
  const atHand = selectedAtHand(selection, rows)
  if (atHand) return atHand.map(row => ({ bucket, keyOrPrefix: rowId(row) }))
  if (!objects.shown) return []
  const { keys, prefixes } = await selectedObjects(selection, rows, objects.shown)
  return [...prefixes, ...keys].map(keyOrPrefix => ({ bucket, keyOrPrefix }))
}
