import { MenuCheck, MenuItem, MenuSeparator } from '../ui/menu.tsx'
import type { Column } from './columns.ts'
import type { Columns } from './use-columns.ts'

interface ColumnMenuProps {
  readonly columns: Columns
  /** The column whose header was clicked. */
  readonly id: string
  readonly fitWidth: (column: Column) => number
}

/** What a right click on a column header offers: which columns there are, their order and widths. */
export function ColumnMenu({ columns, id, fitWidth }: ColumnMenuProps) {
  const { shown, all } = columns
  const place = shown.findIndex(column => column.id === id)
  const column = shown[place]
  const fixed = id === 'name' ? 'the name stays first' : undefined
  return (
    <>
      {all.map(({ id: other, label }) =>
        other === 'name' ? null : (
          <MenuCheck
            key={other}
            label={label}
            checked={columns.isChosen(other)}
            onChange={() => columns.toggle(other)}
          />
        ),
      )}
      <MenuSeparator />
      {column && (
        <>
          <MenuItem
            label={`Fit “${column.label}”`}
            onSelect={() => columns.setWidth(id, fitWidth(column))}
          />
          <MenuItem
            label="Move left"
            disabledReason={fixed ?? (place <= 1 ? 'it is as far left as it goes' : undefined)}
            onSelect={() => columns.move(id, shown[place - 1]?.id)}
          />
          <MenuItem
            label="Move right"
            disabledReason={
              fixed ?? (place === shown.length - 1 ? 'it is as far right as it goes' : undefined)
            }
            onSelect={() => columns.move(id, shown[place + 2]?.id)}
          />
        </>
      )}
      <MenuItem label="Reset columns" onSelect={columns.reset} />
    </>
  )
}
