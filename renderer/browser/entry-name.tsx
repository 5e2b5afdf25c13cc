import type { ReactNode } from 'react'
import { isCut } from '../model/clipboard.ts'
import { classNames } from '../ui/class-names.ts'
import { useBrowser } from './browser-context.ts'
import { useEdits } from './edits.tsx'
import { RenameField } from './rename-field.tsx'
import { type Row, rowId } from './rows.ts'

interface EntryNameProps {
  readonly row: Row
  /** Beside the name: its icon. */
  readonly icon?: ReactNode
  /** The name as it is read. */
  readonly children: ReactNode
}

/** The name of a row, dimmed while it is cut, or a field while it is renamed. */
export function EntryName({ row, icon, children }: EntryNameProps) {
  const { place, pane } = useBrowser()
  const { held, renaming } = useEdits()
  const location = place.type === 'folder' ? place.location : undefined
  const id = rowId(row)
  const cut = location !== undefined && isCut(held, location, id)
  const named = renaming?.pane === pane && renaming.id === id
  return (
    <span
      data-name
      data-cut={cut || undefined}
      className={classNames(
        'max-w-full min-w-0 items-center gap-2 data-cut:opacity-50',
        named ? 'flex w-full' : 'inline-flex align-top',
      )}
    >
      {icon}
      {named && location && row.type !== 'bucket' ? (
        <RenameField key={id} entry={row} location={location} />
      ) : (
        children
      )}
    </span>
  )
}
