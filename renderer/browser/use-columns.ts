import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { type ColumnKind, DEFAULT_SETTINGS } from '#shared/settings.ts'
import {
  chosenColumns,
  type Placed,
  placeColumns,
  withMoved,
  withToggled,
  withWidth,
} from '../model/column-layout.ts'
import { settingsQuery, useChangeSettings } from '../queries/settings.ts'
import { COLUMNS, type Column } from './columns.ts'

/** The columns of a table as they are shown, and the ways to change them. */
export interface Columns {
  readonly shown: readonly Placed<Column>[]
  /** Of all that are shown, in CSS pixels. */
  readonly width: number
  readonly all: readonly Column[]
  isChosen(id: string): boolean
  /** While an edge is dragged: shown, not yet kept. */
  dragWidth(id: string, width: number): void
  setWidth(id: string, width: number): void
  toggle(id: string): void
  /** Before another column, or to the end. */
  move(id: string, before: string | undefined): void
  /** As they were delivered. */
  reset(): void
}

/** Follows the columns that the user chose for a kind of table, as far as there is room. */
export function useColumns(kind: ColumnKind, room: number): Columns {
  const { data: settings = DEFAULT_SETTINGS } = useQuery(settingsQuery())
  const { mutate: change } = useChangeSettings()
  const [dragged, setDragged] = useState<{ id: string; width: number }>()
  const all = COLUMNS[kind]
  const kept = settings.columns[kind]
  const { columns, width } = useMemo(() => {
    const choices = dragged ? withWidth(all, kept, dragged.id, dragged.width) : kept
    return placeColumns(chosenColumns(all, choices), room)
  }, [all, kept, dragged, room])
  const save = (changed: (now: typeof kept) => typeof kept) => {
    setDragged(undefined)
    change(now => ({ columns: { ...now.columns, [kind]: changed(now.columns[kind]) } }))
  }
  return {
    shown: columns,
    width,
    all,
    isChosen: id => chosenColumns(all, kept).some(column => column.id === id),
    dragWidth: (id, to) => setDragged({ id, width: to }),
    setWidth: (id, to) => save(now => withWidth(all, now, id, to)),
    toggle: id => save(now => withToggled(all, now, id)),
    move: (id, before) => save(now => withMoved(all, now, id, before)),
    reset: () => save(() => []),
  }
}
