import { ChevronRight } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useId, useRef, useState } from 'react'
import { lastSegment } from '#shared/location.ts'
import { plainName } from '../model/display-name.ts'
import type { Place } from '../model/navigation.ts'
import type { Stem } from '../model/path-completion.ts'
import type { ListedProfile } from '../queries/profiles.ts'
import { movedActive, optionId, PickList } from '../ui/pick-list.tsx'
import { Popover } from '../ui/popover.tsx'
import { INPUT_LOOK } from '../ui/text-field.tsx'
import { useBrowser } from './browser-context.ts'
import { NameText } from './name-text.tsx'
import { usePathSuggestions } from './use-path-suggestions.ts'

interface PathSiblingsProps {
  readonly profile: ListedProfile
  /** The place after the chevron: it and those beside it are offered. */
  readonly place: Place
  readonly name: string
}

/** The chevron before a crumb: opens what is on the same level, to go across instead of up. */
export function PathSiblings({ profile, place, name }: PathSiblingsProps) {
  const [open, setOpen] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  if (place.type !== 'folder') return null
  return (
    <Popover
      label={`Beside ${plainName(name)}`}
      open={open}
      onOpenChange={setOpen}
      initialFocus={field}
      trigger={
        <button
          type="button"
          aria-label={`Show what is beside ${plainName(name)}`}
          className="flex h-5.5 w-4 shrink-0 items-center justify-center rounded-sm text-secondary/70 hover:bg-hover hover:text-primary data-popup-open:bg-pressed data-popup-open:text-primary"
        >
          <ChevronRight size={12} aria-hidden="true" />
        </button>
      }
    >
      <Siblings profile={profile} place={place} field={field} onDone={() => setOpen(false)} />
    </Popover>
  )
}

interface SiblingsProps {
  readonly profile: ListedProfile
  readonly place: Extract<Place, { type: 'folder' }>
  readonly field: RefObject<HTMLInputElement | null>
  readonly onDone: () => void
}

function Siblings({ profile, place, field, onDone }: SiblingsProps) {
  const { go } = useBrowser()
  const [text, setText] = useState('')
  const [moved, setMoved] = useState<number>()
  const list = useId()
  const { bucket, prefix } = place.location
  const stem = stemBeside(place, text)
  const { choices, more, loading, failed } = usePathSuggestions(profile, stem)
  const here = choices.indexOf(stem.type === 'bucket' ? bucket : prefix)
  const active = moved ?? (text === '' ? here : 0)
  const pick = (choice: string | undefined) => {
    if (choice === undefined) return
    onDone()
    const location = { profileId: profile.id, bucket, prefix: choice }
    go({
      type: 'folder',
      location: stem.type === 'bucket' ? { ...location, bucket: choice, prefix: '' } : location,
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const to = movedActive(event, active, choices.length)
    if (to !== undefined) setMoved(to)
    else if (event.key === 'Enter') pick(choices[active])
    else return
    event.preventDefault()
  }
  return (
    <div className="w-64">
      <input
        ref={field}
        role="combobox"
        aria-label="Find on this level"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={optionId(list, active)}
        placeholder="Find on this level"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={event => {
          setText(event.target.value)
          setMoved(undefined)
        }}
        onKeyDown={onKeyDown}
        className={`${INPUT_LOOK} mb-1`}
      />
      <PickList
        id={list}
        label={stem.type === 'bucket' ? 'Buckets' : 'Folders'}
        items={choices}
        keyOf={choice => choice}
        active={Math.min(active, choices.length - 1)}
        rowHeight={28}
        maxHeight={308}
        onPick={pick}
      >
        {choice => (
          <span className={`flex min-w-0 ${choice === choices[here] ? 'font-medium' : ''}`}>
            <NameText name={stem.type === 'bucket' ? choice : lastSegment(choice)} />
          </span>
        )}
      </PickList>
      <p role="status" className="px-2 pb-1 text-sm text-secondary empty:hidden">
        {noteOn({ found: choices.length, more, loading, failed })}
      </p>
    </div>
  )
}

function stemBeside({ location }: Extract<Place, { type: 'folder' }>, text: string): Stem {
  const { bucket, prefix } = location
  if (prefix === '') return { type: 'bucket', stem: text }
  const own = lastSegment(prefix).length + 1
  return { type: 'context', bucket, folder: prefix.slice(0, -own), stem: text }
}

function noteOn(state: { found: number; more: boolean; loading: boolean; failed: boolean }) {
  if (state.failed) return 'This level may not be listed.'
  if (state.more) return 'There are more: type to find them.'
  if (state.loading) return 'Looking…'
  return state.found === 0 ? 'Nothing here begins like this.' : ''
}
