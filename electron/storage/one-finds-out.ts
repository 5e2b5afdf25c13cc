import { interruptible } from './interruptible.ts'

const finding = new WeakMap<object, Promise<void>>()

/**
 * Finds something out by requests, once for all who ask at the same time: the others wait, and try
 * themselves only where that did not tell.
 *
 * @param of what all of them have in common
 * @param isOpen whether it still has to be found out
 */
export async function oneFindsOut(
  of: object,
  isOpen: () => boolean,
  find: () => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (let other = finding.get(of); other && isOpen(); other = finding.get(of)) {
    await interruptible(other, signal)
  }
  if (!isOpen()) return
  const found = find()
  const settled = found.catch(() => 'told to whom it befell').then(() => void finding.delete(of))
  finding.set(of, settled)
  await found
}
