import { CaseSensitive, ListFilter, Search, Square, X } from 'lucide-react'
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { PatternSyntax } from '#shared/search.ts'
import { plainName } from '../model/display-name.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Popover } from '../ui/popover.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { INPUT_LOOK } from '../ui/text-field.tsx'
import { chipsOf, type Draft, draftProblem, scopeLabel } from './draft.ts'
import { ScopeMenu } from './scope-menu.tsx'
import { SearchFilters } from './search-filters.tsx'
import type { SearchView } from './use-search-view.ts'

const SYNTAXES: readonly { readonly value: PatternSyntax; readonly label: string }[] = [
  { value: 'substring', label: 'Text' },
  { value: 'glob', label: 'Glob' },
  { value: 'regex', label: 'Regex' },
]
const HINTS: Readonly<Record<PatternSyntax, string>> = {
  substring: 'Part of a name',
  glob: '*.{png,jpg}',
  regex: '^IMG_\\d+',
}

interface SearchBarProps {
  readonly view: SearchView
  readonly field: RefObject<HTMLInputElement | null>
  readonly onDone: () => void
  readonly onLeave: () => void
}

/** What to search for, and where. Enter searches, the arrow down goes to the results. */
export function SearchBar({ view, field, onDone, onLeave }: SearchBarProps) {
  const { search, change, start, stop } = view
  const { draft, scope, state } = search
  const problem = draftProblem(draft)
  const [filtering, setFiltering] = useState(false)
  const filters = useRef<HTMLDivElement>(null)
  const running = state?.status === 'running'
  const set = (next: Draft) => change({ draft: next })
  useEffect(() => field.current?.focus(), [field])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!problem) start()
  }
  return (
    <form
      onSubmit={submit}
      aria-label="Search"
      className="@container flex shrink-0 flex-col gap-2 border-b border-hairline bg-raised px-3 py-2"
    >
      <div className="flex flex-wrap items-center gap-2">
        <div className="relative min-w-40 flex-1">
          <Search
            size={14}
            aria-hidden="true"
            className="pointer-events-none absolute top-1.75 left-2 text-secondary"
          />
          <input
            ref={field}
            type="text"
            aria-label="Search for"
            placeholder={HINTS[draft.syntax]}
            spellCheck={false}
            autoComplete="off"
            value={draft.text}
            onChange={event => set({ ...draft, text: event.target.value })}
            onKeyDown={event => {
              if (event.key === 'ArrowDown') onDone()
              else if (event.key === 'Escape') onLeave()
              else return
              event.preventDefault()
              event.stopPropagation()
            }}
            className={`${INPUT_LOOK} pl-7`}
          />
        </div>
        <Segmented
          label="The text is"
          value={draft.syntax}
          options={SYNTAXES}
          onChange={syntax => set({ ...draft, syntax })}
        />
        <IconButton
          label="Match upper and lower case"
          icon={<CaseSensitive size={16} />}
          pressed={draft.matchCase}
          onClick={() => set({ ...draft, matchCase: !draft.matchCase })}
        />
        <Popover
          label="Filters"
          open={filtering}
          onOpenChange={setFiltering}
          initialFocus={filters}
          trigger={<Button icon={<ListFilter size={14} />}>Filters</Button>}
        >
          <div ref={filters} tabIndex={-1} className="max-h-[60vh] w-88 overflow-y-auto p-3">
            <SearchFilters draft={draft} onChange={set} />
          </div>
        </Popover>
        {running ? (
          <Button icon={<Square size={12} />} onClick={stop}>
            Stop
          </Button>
        ) : (
          <Button look="primary" type="submit" disabled={problem !== undefined}>
            Search
          </Button>
        )}
        <IconButton label="Close the search" icon={<X size={16} />} onClick={onLeave} />
      </div>
      <div className="flex min-h-6 flex-wrap items-center gap-1.5">
        <ScopeMenu scope={scope} onChange={next => change({ scope: next })}>
          In {plainName(scopeLabel(scope))} and below
        </ScopeMenu>
        {chipsOf(draft).map(({ label, without }) => (
          <button
            key={label}
            type="button"
            aria-label={`Remove the filter ${label}`}
            onClick={() => set(without)}
            className="inline-flex h-6 items-center gap-1 rounded-full bg-accent-tint px-2 text-sm hover:bg-pressed"
          >
            {label} <X size={12} aria-hidden />
          </button>
        ))}
        {problem && (
          <p role="alert" className="text-sm text-danger">
            {problem}
          </p>
        )}
      </div>
    </form>
  )
}
