import { Search, X } from 'lucide-react'
import { INPUT_LOOK } from '../ui/text-field.tsx'
import { actionShortcut } from './action-items.tsx'
import { useBrowser } from './browser-context.ts'

/** Narrows the listing to names that hold what is typed. Escape empties it, then leaves it. */
export function FilterField() {
  const { place, filter, setFilter, filterField, grid } = useBrowser()
  return (
    <div className="relative w-48 shrink-0 max-[1000px]:w-36 max-[860px]:w-28">
      <Search
        size={14}
        aria-hidden="true"
        className="pointer-events-none absolute top-1.75 left-2 text-secondary"
      />
      <input
        ref={filterField}
        type="text"
        aria-label="Filter"
        title={`Filter (${actionShortcut('filter')})`}
        placeholder="Filter"
        spellCheck={false}
        autoComplete="off"
        disabled={place.type === 'welcome'}
        value={filter}
        onChange={event => setFilter(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') {
            if (filter === '') grid.current?.focus()
            else setFilter('')
          } else if (event.key === 'Enter' || event.key === 'ArrowDown') grid.current?.focus()
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
        className={`${INPUT_LOOK} border-hairline pr-7 pl-7`}
      />
      {filter !== '' && (
        <button
          type="button"
          aria-label="Clear the filter"
          onClick={() => {
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
