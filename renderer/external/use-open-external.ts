import { useRef } from 'react'
import type { ExternalObject } from '#shared/external.ts'
import { failureOf } from '../failure/failure-of.ts'
import { plainName } from '../model/display-name.ts'
import { openInProgram } from '../queries/external.ts'
import { useNotices } from '../ui/notices.tsx'

/** Opens objects in other programs, and says so while they are fetched. */
export function useOpenExternal(): (object: ExternalObject, name: string) => void {
  const notify = useNotices()
  const opening = useRef(new Set<string>())
  return (object, name) => {
    const id = JSON.stringify(object)
    if (opening.current.has(id)) return
    opening.current.add(id)
    notify({ tone: 'info', title: `Opening “${plainName(name)}” in its program…` })
    openInProgram(object)
      .catch((error: unknown) => {
        const { message, remedy } = failureOf(error)
        notify({ tone: 'danger', title: plainName(message), text: remedy })
      })
      .finally(() => opening.current.delete(id))
  }
}
