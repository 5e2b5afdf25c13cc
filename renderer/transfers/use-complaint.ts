import { useCallback } from 'react'
import { failureOf, isCanceled } from '../failure/failure-of.ts'
import { useNotices } from '../ui/notices.tsx'

/** Tells what went wrong with something that the user asked for, in a notice. */
export function useComplaint(): (error: unknown) => void {
  const notify = useNotices()
  return useCallback(
    (error: unknown) => {
      if (isCanceled(error)) return
      const { message, remedy } = failureOf(error)
      notify({ tone: 'danger', title: message, text: remedy })
    },
    [notify],
  )
}
