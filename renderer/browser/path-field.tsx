import { type FormEvent, type KeyboardEvent, useId, useState } from 'react'
import { s3Uri } from '#shared/location.ts'
import { completedUri, stemOf } from '../model/path-completion.ts'
import type { ListedProfile } from '../queries/profiles.ts'
import { movedActive, optionId } from '../ui/pick-list.tsx'
import { INPUT_LOOK } from '../ui/text-field.tsx'
import { useBrowser } from './browser-context.ts'
import { useCommands } from './commands.ts'
import { PathSuggestions } from './path-suggestions.tsx'
import { usePathSuggestions } from './use-path-suggestions.ts'

/**
 * The path bar while it is typed into: any address, with suggestions below. Enter goes there, Tab
 * completes, Escape first puts the suggestions away, then gives up.
 */
export function PathField({ profile }: { readonly profile: ListedProfile }) {
  const { place, setEditingPath, grid } = useBrowser()
  const { goTo } = useCommands()
  const [text, setText] = useState(
    place.type === 'folder' ? s3Uri(place.location.bucket, place.location.prefix) : 's3://',
  )
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const [going, setGoing] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [problemId, listId] = [useId(), useId()]
  const stem = open ? stemOf(text) : undefined
  const { choices, more } = usePathSuggestions(profile, stem)
  const shown = open && stem !== undefined && choices.length > 0

  const leave = () => {
    setEditingPath(false)
    grid.current?.focus()
  }
  const write = (next: string) => {
    setText(next)
    setProblem(undefined)
    setActive(-1)
    setOpen(true)
  }
  const go = async (address: string) => {
    setOpen(false)
    setGoing(true)
    const why = await goTo(address)
    setGoing(false)
    if (why === undefined) leave()
    else setProblem(why)
  }
  const choice = choices[active]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void go(stem && choice !== undefined ? completedUri(stem, choice) : text)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const moved = shown ? movedActive(event, active, choices.length) : undefined
    if (moved !== undefined) setActive(moved)
    else if (event.key === 'ArrowDown' && !shown) setOpen(true)
    else if (event.key === 'Tab' && !event.shiftKey && shown && stem) {
      write(completedUri(stem, choice ?? choices[0] ?? ''))
    } else if (event.key === 'Escape' && shown) setOpen(false)
    else if (event.key === 'Escape') leave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <form onSubmit={submit} className="relative min-w-0 flex-1">
      <input
        // biome-ignore lint/a11y/noAutofocus: the user asked to type here
        autoFocus
        role="combobox"
        aria-label="Go to"
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown ? optionId(listId, active) : undefined}
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? problemId : undefined}
        spellCheck={false}
        autoComplete="off"
        value={text}
        readOnly={going}
        onFocus={event => event.currentTarget.select()}
        onChange={event => write(event.target.value)}
        onBlur={() => setEditingPath(false)}
        onKeyDown={onKeyDown}
        className={`${INPUT_LOOK} font-mono text-sm`}
      />
      {shown && (
        <PathSuggestions
          id={listId}
          type={stem.type}
          choices={choices}
          more={more}
          active={active}
          onPick={picked => void go(completedUri(stem, picked))}
        />
      )}
      {problem && (
        <p
          id={problemId}
          role="alert"
          className="absolute top-8.5 left-0 z-30 max-w-full rounded-md border border-hairline bg-floating px-2.5 py-1.5 text-sm break-words text-danger shadow-floating"
        >
          {problem}
        </p>
      )}
    </form>
  )
}
