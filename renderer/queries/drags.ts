import { queryOptions } from '@tanstack/react-query'
import type { ExternalObject } from '#shared/external.ts'
import { call } from '../api/client.ts'

/** A copy of an object on this computer, to be dragged; each asking makes one. */
export function draggableQuery(object: ExternalObject, asked: string) {
  return queryOptions({
    queryKey: ['draggable', object, asked],
    queryFn: ({ signal }) => call('drags.prepare', object, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
}

/** Drags a file in place of the drag that the page has begun. */
export function startDragging(id: string) {
  return call('drags.start', { id })
}
