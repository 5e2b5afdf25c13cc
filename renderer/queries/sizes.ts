import {
  queryOptions,
  skipToken,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useCallback } from 'react'
import type { SizeReport, SizeTarget } from '#shared/size.ts'
import { call, subscribe } from '../api/client.ts'

/** The size of a target as far as it is known; it lives as long as the window. */
export interface Size {
  readonly report: SizeReport | undefined
  /** Why it could not even be begun. */
  readonly error: Error | null
  /** Counts from the beginning. */
  start(): void
  stop(): void
  goOn(): void
}

/** The last size of a target that was asked for in this window. Nothing is counted by itself. */
export function useSize(target: SizeTarget): Size {
  const client = useQueryClient()
  const { queryKey } = sizeQuery(target)
  const { data: report } = useQuery(sizeQuery(target))
  const start = useMutation({
    mutationFn: () => call('sizes.start', { target }),
    onSuccess: begun => {
      client.setQueryData(queryKey, newer(begun, latest.get(begun.id)))
    },
  })
  const { mutate } = start
  const id = report?.id
  return {
    report,
    error: start.error,
    start: useCallback(() => {
      if (id !== undefined) latest.delete(id)
      mutate()
    }, [id, mutate]),
    stop: () => void (id && call('sizes.stop', { id }).catch(() => undefined)),
    goOn: () => void (id && call('sizes.goOn', { id }).catch(() => undefined)),
  }
}

/** Announcements may overtake the reply to the call that began it. */
const latest = new Map<string, SizeReport>()

/** Keeps the sizes in the cache true. Mounted once. */
export function followSizes(client: ReturnType<typeof useQueryClient>): () => void {
  return subscribe('size.changed', report => {
    latest.set(report.id, report)
    client.setQueriesData<SizeReport>({ queryKey: ['size'] }, known =>
      known?.id === report.id ? report : known,
    )
  })
}

function sizeQuery(target: SizeTarget) {
  return queryOptions<SizeReport>({
    queryKey: ['size', target],
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
}

function newer(begun: SizeReport, announced: SizeReport | undefined): SizeReport {
  return announced ?? begun
}
