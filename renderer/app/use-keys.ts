import { useEffect, useRef } from 'react'
import { keyboard } from '../browser/keyboard.ts'
import { ACTION_LIST, type ActionId } from '../model/actions.ts'
import { isShortcut } from '../model/shortcut.ts'

/**
 * Runs the action whose shortcut is pressed, wherever the focus is: except over a dialog or a
 * menu, and except plain keys while something is typed. `onEscape` gets what nobody nearer took.
 */
export function useKeys(run: (id: ActionId) => void, onEscape: () => void): void {
  const latest = useRef({ run, onEscape })
  useEffect(() => {
    latest.current = { run, onEscape }
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTaken(event) || event.isComposing || somethingIsOpen()) return
      if (event.key === 'Escape') {
        latest.current.onEscape()
        return
      }
      const action = ACTION_LIST.find(({ shortcuts }) =>
        shortcuts.some(shortcut => isShortcut(shortcut, event, keyboard())),
      )
      if (!action || belongsToField(event) || belongsToControl(event)) return
      // The browser makes events of their own of these; see use-clipboard-events.ts.
      if (CLIPBOARD.has(action.id)) return
      event.preventDefault()
      if (!event.repeat || REPEATABLE.has(action.id)) latest.current.run(action.id)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

const CLIPBOARD = new Set<ActionId>(['cut', 'copy', 'paste'])
const REPEATABLE = new Set<ActionId>(['back', 'forward', 'up'])

/** Whether a dialog or a menu is over the window. Notices are dialogs by role, but in nobody's way. */
export function somethingIsOpen(): boolean {
  const open = '[role="dialog"], [role="alertdialog"], [role="menu"]'
  return document.querySelector(`:is(${open}):not([data-notice], [data-closed])`) !== null
}

/** A button that is off wants no key, though all but Tab are swallowed there. */
function isTaken({ defaultPrevented, target }: KeyboardEvent): boolean {
  return (
    defaultPrevented && !(target instanceof Element && target.matches('[aria-disabled="true"]'))
  )
}

/** Text fields keep plain keys, and those that edit: select all, delete to the left, by word. */
function belongsToField(event: KeyboardEvent): boolean {
  const field = event.target instanceof Element && event.target.closest('input, textarea')
  if (!field) return false
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !/^F\d/.test(event.key)
  return plain || /^(a|c|v|x|z|Backspace|Delete|ArrowLeft|ArrowRight|ArrowUp)$/.test(event.key)
}

/** Enter and Space on a control are the control's; Enter on a row is the listing's. */
function belongsToControl({ key, target, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (!(target instanceof Element) || ctrlKey || metaKey) return false
  if (key === 'Enter') return target.closest('button, a, [role="grid"]') !== null
  return key === ' ' && target.closest('[role="grid"], body') !== target
}
