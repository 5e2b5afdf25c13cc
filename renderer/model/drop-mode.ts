import type { CopyMode } from '#shared/transfer.ts'
import type { Keyboard } from './shortcut.ts'

/** The keys that are held while something is dragged. */
export interface DragKeys {
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** What a drag of rows does, and whether a key said so. */
export interface DropMode {
  readonly mode: CopyMode
  /** Which key would do the other; nothing when a key has decided already. */
  readonly hint?: string
}

/**
 * As file managers do it: within a bucket rows move, to another one they are copied. Ctrl (on a Mac
 * Option) copies and Shift moves; with both held nothing goes away.
 */
export function dropMode(keys: DragKeys, keyboard: Keyboard, sameBucket: boolean): DropMode {
  if (wantsCopy(keys, keyboard)) return { mode: 'copy' }
  if (keys.shiftKey) return { mode: 'move' }
  if (!sameBucket) return { mode: 'copy', hint: 'Shift moves' }
  return { mode: 'move', hint: keyboard === 'mac' ? 'Option copies' : 'Ctrl copies' }
}

/** Whether the key that copies is held. */
export function wantsCopy({ ctrlKey, altKey }: DragKeys, keyboard: Keyboard): boolean {
  return keyboard === 'mac' ? altKey : ctrlKey
}
