import type { ColumnChoice } from '#shared/settings.ts'

/** What the layout of columns needs to know of one. Widths in CSS pixels, margins included. */
export interface ColumnSize {
  readonly id: string
  /** As long as nobody drags its edge. */
  readonly width: number
  readonly least: number
  /** Shown until the user chooses others. */
  readonly usual: boolean
  /** In a narrow window the highest goes first. */
  readonly drop: number
}

/** A column that is shown, and how wide; `chosenWidth` is the user's own. */
export type Placed<T> = T & {
  readonly width: number
  readonly chosenWidth?: number
  readonly usualWidth: number
}

const NAME = 'name'
/** A name never gets less than this, but when its column was dragged there. */
const LEAST_NAME = 180
export const WIDEST = 1600

/** The columns that are shown, in order, if there is room for them. The name comes first, always. */
export function chosenColumns<T extends ColumnSize>(
  all: readonly T[],
  choices: readonly ColumnChoice[],
): Placed<T>[] {
  const wanted = choices.length > 0 ? choices : usualChoices(all)
  const rest = wanted.filter(({ id }) => id !== NAME)
  const name = wanted.find(({ id }) => id === NAME) ?? { id: NAME }
  return [name, ...rest].flatMap(({ id, width }) => {
    const column = all.find(other => other.id === id)
    if (!column) return []
    if (width === undefined) return [{ ...column, usualWidth: column.width }]
    const own = { width: Math.max(column.least, width), chosenWidth: width }
    return [{ ...column, ...own, usualWidth: column.width }]
  })
}

/**
 * Fits columns into a room: what has no width of the user's own goes away, one by one, until the
 * rest fits at its usual widths; the name takes what is left. Making a column wide pushes no other
 * one out: the table then is wider than its room.
 */
export function placeColumns<T extends ColumnSize>(
  chosen: readonly Placed<T>[],
  room: number,
): { readonly columns: readonly Placed<T>[]; readonly width: number } {
  const kept = [...chosen]
  while (sum(kept, usualWidth) > room) {
    const droppable = kept.filter(({ id, chosenWidth }) => id !== NAME && chosenWidth === undefined)
    const next = droppable.reduce<Placed<T> | undefined>(
      (worst, column) => (worst && worst.drop >= column.drop ? worst : column),
      undefined,
    )
    if (!next) break
    kept.splice(kept.indexOf(next), 1)
  }
  const others = sum(kept, column => (isFlexible(column) ? 0 : column.width))
  const columns = kept.map(column =>
    isFlexible(column) ? { ...column, width: Math.max(LEAST_NAME, room - others) } : column,
  )
  return { columns, width: sum(columns, ({ width }) => width) }
}

/** The choices with another width for a column. */
export function withWidth<T extends ColumnSize>(
  all: readonly T[],
  choices: readonly ColumnChoice[],
  id: string,
  width: number,
): ColumnChoice[] {
  const least = all.find(column => column.id === id)?.least ?? 0
  const fitting = Math.round(Math.min(WIDEST, Math.max(least, width)))
  return asChoices(all, choices).map(choice =>
    choice.id === id ? { ...choice, width: fitting } : choice,
  )
}

/** The choices with a column in or out; a new one comes last. */
export function withToggled<T extends ColumnSize>(
  all: readonly T[],
  choices: readonly ColumnChoice[],
  id: string,
): ColumnChoice[] {
  const before = asChoices(all, choices)
  const without = before.filter(choice => choice.id !== id)
  return without.length < before.length ? without : [...before, { id }]
}

/** The choices with a column before another one, or last. The name stays first. */
export function withMoved<T extends ColumnSize>(
  all: readonly T[],
  choices: readonly ColumnChoice[],
  id: string,
  before: string | undefined,
): ColumnChoice[] {
  const order = asChoices(all, choices)
  const moved = order.find(choice => choice.id === id)
  if (!moved || id === NAME || before === NAME || before === id) return order
  const others = order.filter(choice => choice !== moved)
  const place = others.findIndex(choice => choice.id === before)
  return others.toSpliced(place < 0 ? others.length : place, 0, moved)
}

function asChoices<T extends ColumnSize>(
  all: readonly T[],
  choices: readonly ColumnChoice[],
): ColumnChoice[] {
  return chosenColumns(all, choices).map(({ id, chosenWidth }) =>
    chosenWidth === undefined ? { id } : { id, width: chosenWidth },
  )
}

function usualChoices(all: readonly ColumnSize[]): ColumnChoice[] {
  return all.filter(({ usual }) => usual).map(({ id }) => ({ id }))
}

/** The room a column has to find so as not to go away. */
function usualWidth({ id, width, usualWidth: usual }: Placed<ColumnSize>): number {
  return Math.min(width, id === NAME ? LEAST_NAME : usual)
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}

function isFlexible({ id, chosenWidth }: Placed<ColumnSize>): boolean {
  return id === NAME && chosenWidth === undefined
}
