import type { LocalSystem } from '#shared/local-names.ts'
import type { MirrorClass, MirrorDirection } from '#shared/mirror.ts'
import { foldedName } from '#shared/name-clashes.ts'

const ASCII = /^[\0-\x7f]*$/

/**
 * What two names have in common that differ only in how an accent is written (Unicode
 * normalization: macOS programs write NFD, others NFC), or, where a folder that does not tell them
 * apart is made like the context, in capitals. `undefined` for names that need no comparison.
 */
export function spellingOf(
  { class: found, name }: { readonly class: MirrorClass; readonly name: string },
  direction: MirrorDirection,
  system: LocalSystem,
): string | undefined {
  if (found === 'same' || found === 'changed') return undefined
  if (direction === 'down' && system !== 'linux') {
    return foldedName(name.normalize('NFC'), system)
  }
  return ASCII.test(name) ? undefined : name.normalize('NFC')
}
