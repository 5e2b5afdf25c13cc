import { Asterisk, Regex, Search, X } from 'lucide-react'
import { useState } from 'react'
import { FILTER_MODES, type FilterMode, filterText, typedFilter } from '#shared/name-matcher.ts'
import { INPUT_LOOK } from '../ui/text-field.tsx'
import { actionShortcut } from './action-items.tsx'
import { useBrowser } from './browser-context.ts'

/** How each way to filter is shown: its sign, what it is called, and an example. */
const MODES: Readonly<
  Record<FilterMode, { readonly icon: typeof Search; readonly name: string; readonly hint: string }>
> = {
  text: { icon: Search, name: 'text', hint: 'Filter' },
  glob: { icon: Asterisk, name: 'wildcards', hint: '*.jpg' },
  regex: { icon: Regex, name: 'regular expression', hint: '^img-\\d+' },
}

/**
 * Narrows the listing to names that hold what is typed, or match it. Escape empties it, then leaves
 * it; Alt with an arrow key changes what the text is taken for, as the button in front does.
 */
export function FilterField({ narrow = false }: { readonly narrow?: boolean }) {
  const { place, filter, setFilter, filterField, grid, failure } = useBrowser()
  const [chosen, setChosen] = useState<FilterMode>('text')
  const typed = typedFilter(filter)
  const mode = filter === '' ? chosen : typed.mode
  const { icon: Icon, name, hint } = MODES[mode]
  const wrong = filter !== '' && failure?.code === 'invalid' ? failure.message : undefined

  const turn = (step: number) => {
    const at = FILTER_MODES.indexOf(mode) + step + FILTER_MODES.length
    const next = FILTER_MODES[at % FILTER_MODES.length] ?? 'text'
    setChosen(next)
    setFilter(filterText({ mode: next, text: typed.text }))
  }

  return (
    <div
      className={`relative shrink-0 ${narrow ? 'w-28' : 'w-48 max-[1000px]:w-36 max-[860px]:w-28'}`}
    >
      <button
        type="button"
        aria-label={`Filter by ${name}`}
        title={`Filter by ${name}: click, or Alt+↓ in the field, for another way`}
        disabled={place.type === 'welcome'}
        onClick={() => {
          turn(1)
          filterField.current?.focus()
        }}
        className="absolute top-1 left-1 flex size-5 items-center justify-center rounded-sm text-secondary hover:bg-hover hover:text-primary"
      >
        <Icon size={14} aria-hidden="true" />
      </button>
      <input
        ref={filterField}
        type="text"
        aria-label="Filter"
        aria-description={`by ${name}`}
        aria-invalid={wrong !== undefined}
        title={wrong ?? `Filter (${actionShortcut('filter')})`}
        placeholder={hint}
        spellCheck={false}
        autoComplete="off"
        disabled={place.type === 'welcome'}
        value={typed.text}
        onChange={event => setFilter(filterText({ mode, text: event.target.value }))}
        onKeyDown={event => {
          if (event.key === 'Escape') {
            if (filter === '') grid.current?.focus()
            else setFilter('')
          } else if (event.altKey && event.key === 'ArrowDown') turn(1)
          else if (event.altKey && event.key === 'ArrowUp') turn(-1)
          else if (event.key === 'Enter' || event.key === 'ArrowDown') grid.current?.focus()
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
        className={`${INPUT_LOOK} pr-7 pl-7 ${wrong === undefined ? 'border-hairline' : 'border-danger'}`}
      />
      {filter !== '' && (
        <button
          type="button"
          aria-label="Clear the filter"
          onClick={() => {
            setChosen(mode)
            setFilter('')
            filterField.current?.focus()
          }}
          className="absolute top-1 right-1 flex size-5 items-center justify-center rounded-sm text-secondary hover:bg-hover hover:text-primary"
        >
          <X size={14} />
        </button>
      )}
    </div>
  )
}
