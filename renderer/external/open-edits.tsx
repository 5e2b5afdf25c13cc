import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { lastSegment } from '#shared/location.ts'
import { failureOf } from '../failure/failure-of.ts'
import { plainName } from '../model/display-name.ts'
import { openEditsQuery, reopenEdit, saveEdit, stopEdit } from '../queries/external.ts'
import { AlertDialog } from '../ui/alert-dialog.tsx'
import { useNotices } from '../ui/notices.tsx'
import { EditConflict } from './edit-conflict.tsx'
import { EditRow } from './edit-row.tsx'

/** What is open in other programs, above the transfers; nothing at all when nothing is. */
export function OpenEdits() {
  const { data: edits = [] } = useQuery(openEditsQuery())
  const notify = useNotices()
  const [resolving, setResolving] = useState<string>()
  const [discarding, setDiscarding] = useState<string>()
  const conflicts = edits.filter(({ state }) => state.status === 'conflict').map(({ id }) => id)
  useNewConflict(conflicts, setResolving)

  const complain = (error: unknown) => {
    const { message, remedy } = failureOf(error)
    notify({ tone: 'danger', title: plainName(message), text: remedy })
  }
  const stop = (id: string) =>
    void stopEdit(id, false).then(stopped => !stopped && setDiscarding(id), complain)
  if (edits.length === 0) return null
  const resolved = edits.find(({ id, state }) => id === resolving && state.status === 'conflict')
  const discarded = edits.find(({ id }) => id === discarding)
  return (
    <section aria-labelledby="open-edits" className="shrink-0 border-t border-hairline">
      <h2 id="open-edits" className="section-label px-3 pt-2 pb-1">
        Open in other programs
      </h2>
      <ul className="max-h-40 overflow-y-auto pb-1">
        {edits.map(edit => (
          <EditRow
            key={edit.id}
            edit={edit}
            onOpen={() => void reopenEdit(edit.id).catch(complain)}
            onUpload={() => void saveEdit(edit.id, 'same').catch(complain)}
            onResolve={() => setResolving(edit.id)}
            onStop={() => stop(edit.id)}
          />
        ))}
      </ul>
      <EditConflict
        edit={resolved}
        onChoose={choice => {
          setResolving(undefined)
          if (!resolved || choice === 'later') return
          if (choice === 'discard') setDiscarding(resolved.id)
          else void saveEdit(resolved.id, choice).catch(complain)
        }}
      />
      <AlertDialog
        open={discarded !== undefined}
        onCancel={() => setDiscarding(undefined)}
        title={`Discard what you changed in “${plainName(lastSegment(discarded?.key ?? ''))}”?`}
        description="It was saved in its program, but not uploaded."
        cancelLabel="Keep it"
        confirmLabel="Discard changes"
        danger
        onConfirm={() => {
          if (discarded) void stopEdit(discarded.id, true).catch(complain)
          setDiscarding(undefined)
        }}
      />
    </section>
  )
}

/** Asks about a conflict by itself once, unless that would go between the user and something else. */
function useNewConflict(conflicts: readonly string[], ask: (id: string) => void): void {
  const known = useRef<readonly string[]>([])
  useEffect(() => {
    const fresh = conflicts.find(id => !known.current.includes(id))
    known.current = conflicts
    if (fresh !== undefined && !isAsking()) ask(fresh)
  })
}

function isAsking(): boolean {
  return (
    document.querySelector(':is([role="dialog"], [role="alertdialog"]):not([data-notice])') !== null
  )
}
