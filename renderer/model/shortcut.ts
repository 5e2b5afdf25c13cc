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
  ' ': 'Space',
}
const MAC_SYMBOLS: Record<string, string> = { Enter: '↩', Backspace: '⌫', Delete: '⌦' }

/** Whether a key press is the shortcut: `mod+l`, `alt+ArrowUp`, `mod+shift+u`, `F5`, `?`. */
export function isShortcut(shortcut: string, press: KeyPress, keyboard: Keyboard): boolean {
  const { key, mod, ctrl, alt, shift } = parse(shortcut)
  const mac = keyboard === 'mac'
  if (press.metaKey !== (mac && mod) || press.ctrlKey !== (ctrl || (!mac && mod))) return false
  if (press.altKey !== alt) return false
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
  const { key, mod, ctrl, alt, shift } = parse(shortcut)
  const name = key.length === 1 ? key.toUpperCase() : key
  if (keyboard === 'mac') {
    const marks = `${ctrl ? '⌃' : ''}${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}`
    return marks + (MAC_SYMBOLS[name] ?? SYMBOLS[name] ?? name)
  }
  const marks = [(mod || ctrl) && 'Ctrl', alt && 'Alt', shift && 'Shift', SYMBOLS[name] ?? name]
  return marks.filter(Boolean).join('+')
}

/** The shortcut to show of several: the first one that gets as far as the window. */
export function shownShortcut(
  shortcuts: readonly string[],
  shell: 'desktop' | 'browser',
): string | undefined {
  const mine = (shortcut: string) => shell === 'desktop' || !KEPT_BY_BROWSERS.has(shortcut)
  return shortcuts.find(mine) ?? shortcuts[0]
}

/** No page gets to see these: the browser opens and closes its own tabs and windows with them. */
const KEPT_BY_BROWSERS = new Set([
  'mod+n',
  'mod+t',
  'mod+w',
  'mod+shift+n',
  'mod+shift+t',
  'mod+shift+w',
  'ctrl+Tab',
  'ctrl+shift+Tab',
  'ctrl+PageUp',
  'ctrl+PageDown',
])

interface Parsed {
  readonly key: string
  readonly mod: boolean
  /** Ctrl on a Mac, too. */
  readonly ctrl: boolean
  readonly alt: boolean
  readonly shift: boolean
}

function parse(shortcut: string): Parsed {
  const parts = shortcut.split('+')
  const key = parts.pop() ?? ''
  return {
    key,
    mod: parts.includes('mod'),
    ctrl: parts.includes('ctrl'),
    alt: parts.includes('alt'),
    shift: parts.includes('shift'),
  }
}
