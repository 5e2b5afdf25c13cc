import type { Keyboard } from '../model/shortcut.ts'

/** Which keys this computer has. */
export function keyboard(): Keyboard {
  return /mac|iphone|ipad/i.test(navigator.userAgent) ? 'mac' : 'other'
}
