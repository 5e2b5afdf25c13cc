import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type SyntheticEvent, useId, useRef, useState } from 'react'
import { type Entry, entryId } from '#shared/listing.ts'
import type { Location } from '#shared/location.ts'
import { plainName } from '../model/display-name.ts'
import { newNameProblem, stemLength } from '../model/new-name.ts'
import { takenQuery } from '../queries/resolve.ts'
import { useJobs } from '../transfers/use-jobs.ts'
import { INPUT_LOOK } from '../ui/text-field.tsx'
import { useBrowser } from './browser-context.ts'
import { useEdits } from './edits.tsx'

interface RenameFieldProps {
  readonly entry: Entry
  readonly location: Location
}

/**
 * The name of an entry while it is typed, in place. Enter and a click elsewhere take it, Escape
 * gives up; a name that cannot be is said while it is typed, and not taken.
 */
export function RenameField({ entry, location }: RenameFieldProps) {
  const { go, grid } = useBrowser()
  const { rename } = useEdits()
  const jobs = useJobs()
  const [name, setName] = useState(entry.name)
  const problemId = useId()
  // Leaving takes the focus away, which must not take the name once more.
  const left = useRef(false)
  const changed = name !== entry.name
  const wrong = changed ? newNameProblem(location.prefix, name) : undefined
  const asked = useQuery(takenQuery(location, changed && !wrong ? name : undefined))
  const taken = asked.data === true ? `The name “${plainName(name)}” is taken.` : undefined
  const problem = wrong ?? taken

  const leave = () => {
    left.current = true
    rename(undefined)
    grid.current?.focus()
  }
  const take = () => {
    if (left.current) return
    left.current = true
    rename(undefined)
    if (!changed || problem) return
    const id = entryId(entry)
    const selection =
      entry.type === 'folder' ? { keys: [], prefixes: [id] } : { keys: [id], prefixes: [] }
    jobs.rename(location, selection, name)
    const renamed = `${location.prefix}${name}${entry.type === 'folder' ? '/' : ''}`
    go({ type: 'folder', location }, renamed)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' || (event.key === 'Enter' && !problem)) {
      event.preventDefault()
      if (event.key === 'Enter') take()
      leave()
    }
  }
  return (
    <span className="relative flex min-w-0 flex-1">
      <input
        ref={selectStem}
        data-whole={entry.type === 'folder' || undefined}
        aria-label={`New name of ${plainName(entry.name)}`}
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? problemId : undefined}
        autoComplete="off"
        spellCheck={false}
        value={name}
        onChange={event => setName(event.target.value)}
        onBlur={take}
        onKeyDown={onKeyDown}
        onMouseDown={keepFromRow}
        onDoubleClick={keepFromRow}
        onContextMenu={keepFromRow}
        className={`${INPUT_LOOK} -my-1 h-6 text-primary`}
      />
      {problem && (
        <span
          id={problemId}
          role="alert"
          className="absolute top-6 left-0 z-30 w-max max-w-80 rounded-md border border-hairline bg-floating px-2.5 py-1.5 text-sm whitespace-normal text-danger shadow-floating"
        >
          {problem}
        </span>
      )}
    </span>
  )
}

/** Once, when it opens: the extension of a file rarely changes. */
function selectStem(field: HTMLInputElement | null): void {
  if (!field || field.ownerDocument.activeElement === field) return
  field.focus()
  field.setSelectionRange(0, field.dataset['whole'] ? field.value.length : stemLength(field.value))
}

/** The row would take the pointer for its own. */
function keepFromRow(event: SyntheticEvent): void {
  event.stopPropagation()
}
