/** Which keys a computer has: cmd on a Mac, ctrl elsewhere. */
export type Keyboard = 'mac' | 'other'

/** What of a key event decides. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const SYMBOLS: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Backspace: 'Backspace',
}
const MAC_SYMBOLS: Record<string, string> = { Enter: '↩', Backspace: '⌫', Delete: '⌦' }

/** Whether a key press is the shortcut: `mod+l`, `alt+ArrowUp`, `mod+shift+u`, `F5`, `?`. */
export function isShortcut(shortcut: string, press: KeyPress, keyboard: Keyboard): boolean {
  const { key, mod, alt, shift } = parse(shortcut)
  const pressedMod = keyboard === 'mac' ? press.metaKey : press.ctrlKey
  const otherMod = keyboard === 'mac' ? press.ctrlKey : press.metaKey
  if (otherMod || pressedMod !== mod || press.altKey !== alt) return false
  // Which keys need shift to give `?` is the keyboard layout's business.
  if (key.length > 1 || /[a-z]/.test(key)) {
    if (press.shiftKey !== shift) return false
  }
  if (press.key.toLowerCase() === key.toLowerCase()) return true
  // On a layout without Latin letters the place of the key decides.
  return (
    /^[a-z]$/.test(key) && !/^[a-z]$/i.test(press.key) && press.code === `Key${key.toUpperCase()}`
  )
}

/** The shortcut as this computer's menus write it: "Ctrl+L", "⌘L". */
export function shortcutLabel(shortcut: string, keyboard: Keyboard): string {
  const { key, mod, alt, shift } = parse(shortcut)
  const name = key.length === 1 ? key.toUpperCase() : key
  if (keyboard === 'mac') {
    const marks = `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}`
    return marks + (MAC_SYMBOLS[name] ?? SYMBOLS[name] ?? name)
  }
  const marks = [mod && 'Ctrl', alt && 'Alt', shift && 'Shift', SYMBOLS[name] ?? name]
  return marks.filter(Boolean).join('+')
}

function parse(shortcut: string): { key: string; mod: boolean; alt: boolean; shift: boolean } {
  const parts = shortcut.split('+')
  const key = parts.pop() ?? ''
  return {
    key,
    mod: parts.includes('mod'),
    alt: parts.includes('alt'),
    shift: parts.includes('shift'),
  }
}
