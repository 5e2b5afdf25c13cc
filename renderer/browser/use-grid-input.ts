import { type KeyboardEvent, type MouseEvent, type RefObject, useRef } from 'react'
import { isSelected, type RowSelection, type SelectionAction } from '../model/selection.ts'
import { openMenuAtRow } from './keyboard-menu.ts'
import type { Row, Rows } from './rows.ts'
import type { StartSweep } from './use-sweep.ts'
import { useTypeAhead } from './use-type-ahead.ts'

interface GridInput {
  readonly root: RefObject<HTMLElement | null>
  readonly rows: Rows
  readonly selection: RowSelection
  readonly onSelect: (action: SelectionAction) => void
  readonly onOpen: (row: Row) => void
  readonly onOpenBehind: (row: Row) => void
  readonly reveal: (row: number) => void
  /** The row that a navigation key leads to in this layout. */
  readonly rowForKey: (key: string) => number | undefined
  readonly startSweep: StartSweep
}

/** What keys and mouse do to the rows of a listing, whichever way they are laid out. */
export function useGridInput(input: GridInput) {
  const { root, rows, selection, onSelect, onOpen, reveal } = input
  /** A press on what is selected: it may become a drag, and is a click only if it does not. */
  const pressed = useRef<SelectionAction>(undefined)

  const goTo = (row: number, { shiftKey, ctrlKey }: { shiftKey: boolean; ctrlKey: boolean }) => {
    if (shiftKey) onSelect({ type: 'extend', row, add: ctrlKey })
    else onSelect({ type: ctrlKey ? 'focus' : 'pick', row })
    reveal(row)
  }

  const startSweep: StartSweep = (event, kept) => {
    // Nothing is dragged then.
    event.preventDefault()
    input.startSweep(event, kept)
  }

  const typeAhead = useTypeAhead(rows, row => goTo(row, { shiftKey: false, ctrlKey: false }))

  const openFocused = () => {
    const row = selection.focus >= 0 ? rows.at(selection.focus) : undefined
    if (row) onOpen(row)
  }

  return {
    onKeyDown: (event: KeyboardEvent) => {
      if (event.target !== root.current || event.altKey || event.metaKey) return
      const { focus } = selection
      const target = input.rowForKey(event.key)
      // With ctrl, these two go from tab to tab.
      if (event.ctrlKey && /^Page(Up|Down)$/.test(event.key)) return
      if (target !== undefined) goTo(target, event)
      else if (event.key === ' ' && event.ctrlKey && focus >= 0) {
        onSelect({ type: 'toggle', row: focus })
      } else if (event.key === 'Enter' && !event.ctrlKey) openFocused()
      else if (/^[^\s?]$/u.test(event.key) && !event.ctrlKey) {
        typeAhead(event.key, focus)
      } else return
      event.preventDefault()
    },

    onMouseDown: (event: MouseEvent) => {
      // The middle button would scroll by itself.
      if (event.button === 1) event.preventDefault()
      if (event.button !== 0 || isControl(event.target)) return
      pressed.current = undefined
      root.current?.focus({ preventScroll: true })
      const row = rowUnder(event.target)
      const adding = event.ctrlKey || event.metaKey
      const kept = adding ? selection.ranges : []
      if (row === undefined) {
        if (!(event.target instanceof Element && event.target.closest('[data-rows]'))) return
        if (!adding) onSelect({ type: 'clear' })
        startSweep(event, kept)
        return
      }
      const action: SelectionAction = event.shiftKey
        ? { type: 'extend', row, add: adding }
        : { type: adding ? 'toggle' : 'pick', row }
      if (isSelected(selection, row) && !event.shiftKey) {
        pressed.current = action
        return
      }
      // Beside its name an unselected row is as good as empty space to start a rectangle in.
      if (!isName(event.target)) startSweep(event, kept)
      onSelect(action)
    },

    onClick: () => {
      if (pressed.current) onSelect(pressed.current)
      pressed.current = undefined
    },

    onContextMenuCapture: (event: MouseEvent<HTMLElement>) =>
      openMenuAtRow(event, selection, reveal),

    onContextMenu: (event: MouseEvent) => {
      // From the keyboard, with nothing to open it at.
      if (event.target === root.current) return
      const row = rowUnder(event.target)
      if (row === undefined) onSelect({ type: 'clear' })
      else if (!isSelected(selection, row)) onSelect({ type: 'pick', row })
    },

    onAuxClick: (event: MouseEvent) => {
      const index = event.button === 1 ? rowUnder(event.target) : undefined
      const row = index === undefined ? undefined : rows.at(index)
      if (row) input.onOpenBehind(row)
    },

    onDoubleClick: (event: MouseEvent) => {
      const index = rowUnder(event.target)
      const row = index === undefined ? undefined : rows.at(index)
      if (row && !event.shiftKey && !event.ctrlKey && !event.metaKey) onOpen(row)
    },
  }
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, input, [role="separator"]') !== null
}

function isName(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-name]') !== null
}

/** The index of the row that an event happened on. */
export function rowUnder(target: EventTarget | null): number | undefined {
  const element = target instanceof Element ? target.closest('[data-row]') : null
  const index = element?.getAttribute('data-row')
  return index == null ? undefined : Number(index)
}
