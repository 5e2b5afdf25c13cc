import type { MirrorDirection, MirrorSide } from '#shared/mirror.ts'

/** S3 keeps whole seconds, some disks only every second one: times this near are the same, in ms. */
export const NEAR = 2000

/** What size and time say of two files of one name. */
export type Verdict =
  | { readonly verdict: 'same'; readonly reason: string }
  | { readonly verdict: 'sizes-differ'; readonly reason: string; readonly replacesNewer: boolean }
  /** As large, and not of one time: only the bytes can tell. */
  | { readonly verdict: 'times-differ'; readonly reason: string; readonly replacesNewer: boolean }

/**
 * Compares by size and time. S3 tells when an object was stored, never when its file was changed.
 *
 * [Note: Times of mirrors] Going up, an object that was stored after the file was last changed is a
 * copy of what the file is now. Coming down, a file gets the time of its object, so both have to be
 * the same; a file that went up is older than its object, and its bytes have to tell.
 */
export function compareSides(
  direction: MirrorDirection,
  local: MirrorSide,
  object: MirrorSide,
): Verdict {
  const ahead = local.modified - object.modified
  const replacesNewer = direction === 'up' ? ahead < -NEAR : ahead > NEAR
  if (local.size !== object.size) {
    return { verdict: 'sizes-differ', reason: `Sizes differ. ${newerWords(ahead)}`, replacesNewer }
  }
  if (direction === 'up' && ahead <= NEAR) {
    return { verdict: 'same', reason: 'As large, and stored after the file was last changed.' }
  }
  if (Math.abs(ahead) <= NEAR) return { verdict: 'same', reason: 'Same size and time.' }
  return { verdict: 'times-differ', reason: newerWords(ahead), replacesNewer }
}

/** @param ahead by how much the file is younger than the object, in ms */
function newerWords(ahead: number): string {
  if (Math.abs(ahead) <= NEAR) return 'Both are of the same time.'
  const which = ahead > 0 ? 'local file' : 'object'
  return `The ${which} is newer by ${duration(Math.abs(ahead))}.`
}

const UNITS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
] as const

/** In the largest unit of which there is at least one: "3 hours". */
function duration(ms: number): string {
  const [unit, noun] = UNITS.find(([each]) => ms >= each) ?? UNITS[3]
  const count = Math.floor(ms / unit)
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
