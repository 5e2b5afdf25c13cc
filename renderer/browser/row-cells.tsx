// biome-ignore-all lint/a11y/useSemanticElements: the rows of a table cannot be virtual
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its row
import { memo } from 'react'
import type { Placed } from '../model/column-layout.ts'
import { classNames } from '../ui/class-names.ts'
import { hasRoom } from './column-width.ts'
import type { Column } from './columns.ts'
import { EntryName } from './entry-name.tsx'
import { NameText } from './name-text.tsx'
import { RowIcon } from './row-icon.tsx'
import type { Row } from './rows.ts'

interface RowCellsProps {
  readonly row: Row | undefined
  readonly columns: readonly Placed<Column>[]
  readonly now: number
}

/**
 * The cells of a row. Whatever is clipped is painted by itself, and one that scrolls sees hundreds
 * of them: so a cell is cut only where its text has no room.
 */
export const RowCells = memo(function RowCells({ row, columns, now }: RowCellsProps) {
  return columns.map(column => {
    const isName = column.id === 'name'
    const text = row ? column.text(row, now) : ''
    const uncut = !row || hasRoom(column, text)
    return (
      <div
        key={column.id}
        role="gridcell"
        title={row && !isName ? column.title?.(row) || text || undefined : undefined}
        style={{ width: column.width }}
        className={classNames(
          'shrink-0 px-2.5 has-[input]:overflow-visible',
          uncut ? 'whitespace-nowrap' : 'truncate',
          !isName && 'text-sm text-secondary tabular',
          column.align === 'right' && 'text-right',
        )}
      >
        {!row && <Bone isName={isName} />}
        {row && isName && (
          <EntryName row={row} icon={<RowIcon row={row} />}>
            <NameText name={row.name} suffix={row.type === 'folder' ? '/' : ''} uncut={uncut} />
          </EntryName>
        )}
        {row && !isName && <CellText column={column.id} text={text} uncut={uncut} />}
      </div>
    )
  })
})

interface CellTextProps {
  readonly column: string
  readonly text: string
  readonly uncut: boolean
}

function CellText({ column, text, uncut }: CellTextProps) {
  // Where folders differ is their end.
  if (column === 'folder') return <NameText name={text} uncut={uncut} />
  return text || <span className="text-secondary/70">–</span>
}

function Bone({ isName }: { readonly isName: boolean }) {
  // It stands still: while one scrolls fast, hundreds of pulses a second begin and end.
  return (
    <span
      className={classNames('inline-block h-2.5 rounded-sm bg-pressed', isName ? 'w-2/5' : 'w-12')}
    />
  )
}
