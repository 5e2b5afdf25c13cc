import type { Ref } from 'react'
import type { RowSelection, SelectionAction } from '../model/selection.ts'
import type { GridHandle } from './grid-handle.ts'
import type { Row, Rows } from './rows.ts'
import type { ViewMark } from './view-mark.ts'

/** What every layout of a listing needs to know, and whom it tells. */
export interface ViewProps {
  readonly label: string
  readonly rows: Rows
  readonly loading: boolean
  readonly selection: RowSelection
  readonly onSelect: (action: SelectionAction) => void
  readonly onOpen: (row: Row) => void
  /** With the middle button: in a tab behind this one. */
  readonly onOpenBehind: (row: Row) => void
  /** Tells which rows are in sight. */
  readonly onLook: (first: number, last: number) => void
  /** The row files are held over. */
  readonly dropRow: number | undefined
  /** Where one looks: kept for when one comes back. */
  readonly mark: ViewMark
  readonly handle: Ref<GridHandle>
}
