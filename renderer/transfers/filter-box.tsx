import { Search } from 'lucide-react'
import { INPUT_LOOK } from '../ui/text-field.tsx'

interface FilterBoxProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A small field that narrows a list; Escape empties it. */
export function FilterBox({ label, value, onChange }: FilterBoxProps) {
  return (
    <span className="relative w-44 shrink-0">
      <Search size={12} aria-hidden className="absolute top-2 left-2 text-secondary" />
      <input
        type="search"
        aria-label={label}
        placeholder="Filter"
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={event => onChange(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Escape' || value === '') return
          event.preventDefault()
          event.stopPropagation()
          onChange('')
        }}
        className={`${INPUT_LOOK} pl-6.5`}
      />
    </span>
  )
}
