import { classNames } from '../ui/class-names.ts'
import { FilterField } from './filter-field.tsx'
import { PathBar } from './path-bar.tsx'

/** The top of one of two panes: its own path and filter; a line in the accent marks the active one. */
export function PaneHeader({ active }: { readonly active: boolean }) {
  return (
    <div
      className={classNames(
        'flex h-10 shrink-0 items-center gap-2 border-t-2 border-b border-b-hairline px-2',
        active ? 'border-t-accent bg-background' : 'border-t-transparent bg-raised',
      )}
    >
      <PathBar />
      <FilterField narrow />
    </div>
  )
}
