import type { MouseEvent } from 'react'
import { flushSync } from 'react-dom'
import { isSelected, type RowSelection } from '../model/selection.ts'

/** Right of the left edge of a row, and above its bottom: at the name, without hiding it. */
const INSET = { left: 36, bottom: 4 }

/**
 * A menu asked for by keys (Shift+F10, the menu key) opens at the row it is about, not in the
 * middle of the listing. That row is brought into sight first.
 */
export function openMenuAtRow(
  event: MouseEvent<HTMLElement>,
  selection: RowSelection,
  reveal: (row: number) => void,
): void {
  const root = event.currentTarget
  // With a mouse it comes from what is under the pointer.
  if (event.target !== root) return
  const row = rowOfMenu(selection)
  if (row === undefined) return
  flushSync(() => reveal(row))
  const element = root.querySelector(`[data-row="${row}"]`)
  if (!element) return
  event.preventDefault()
  event.stopPropagation()
  const { left, bottom } = element.getBoundingClientRect()
  element.dispatchEvent(
    new window.MouseEvent('contextmenu', {
      bubbles: true,
      cancelable: true,
      clientX: Math.max(left, root.getBoundingClientRect().left) + INSET.left,
      clientY: bottom - INSET.bottom,
    }),
  )
}

/** The focused row, unless others are selected and it is not: the menu is about those. */
function rowOfMenu(selection: RowSelection): number | undefined {
  const { ranges, focus } = selection
  if (focus >= 0 && (ranges.length === 0 || isSelected(selection, focus))) return focus
  return ranges[0]?.from
}
