import { nameParts } from '../model/display-name.ts'
import type { Column } from './columns.ts'
import type { Row, Rows } from './rows.ts'
import { textWidth } from './text-width.ts'

/** Left and right of the text of a cell. */
const PADDING = 20
/** Before a name, and after the label that is sorted by. */
const ICON = 24

/** A canvas knows no tabular figures. */
const SLACK = 4

/** Whether a text has room in a cell of a column. A name with anything odd about it has none. */
export function hasRoom({ id, width }: Pick<Column, 'id' | 'width'>, text: string): boolean {
  const room = width - PADDING - SLACK
  if (id !== 'name') return textWidth(text, 12) <= room
  const [first, ...others] = nameParts(text)
  return first?.type === 'text' && others.length === 0 && textWidth(text, 13) <= room - ICON
}

/** The width at which the label of a column, and what is in it, need not be cut. */
export function widthOf(column: Column, rows: readonly Row[], now: number): number {
  const icon = column.id === 'name' ? ICON : 0
  const cells = rows.map(row => textWidth(column.text(row, now), 13) + icon)
  return Math.ceil(Math.max(textWidth(column.label, 13) + ICON, ...cells)) + PADDING
}

/** The rows from one to another, as far as they are at hand. */
export function rowsInSight(rows: Rows, from: number, to: number): Row[] {
  return Array.from({ length: to - from }, (_, index) => rows.at(from + index)).filter(
    row => row !== undefined,
  )
}
