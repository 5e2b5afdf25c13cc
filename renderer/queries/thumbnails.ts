import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { FileEntry } from '#shared/listing.ts'
import type { Location } from '#shared/location.ts'
import { call } from '../api/client.ts'
import { isBrowserShell } from './local-items.ts'

/** Where an image element gets the thumbnail of a file from; no content when there is none. */
export function thumbnailUrl({ profileId, bucket }: Location, { key, etag }: FileEntry): string {
  const query = new URLSearchParams({ profile: profileId, bucket, key, etag })
  const base = isBrowserShell() ? '/object/thumbnail' : 'pail-object://object/thumbnail'
  return `${base}?${query}`
}

/** What the thumbnails on disk take, in bytes. */
export function thumbnailUsageQuery() {
  return queryOptions({
    queryKey: ['thumbnail-usage'],
    queryFn: ({ signal }) => call('thumbnails.usage', {}, signal),
    staleTime: 0,
  })
}

/** Removes all of them; those that are looked at are made again. */
export function useClearThumbnails() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call('thumbnails.clear', {}),
    onSettled: () => client.invalidateQueries(thumbnailUsageQuery()),
  })
}
