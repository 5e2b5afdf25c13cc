import type { Sight } from './nearby-row.ts'

/** Between two requests, where rows come into sight one after the other. */
const PAUSE_MS = 200
/**
 * A scroll bar that is dragged far shows other rows in every frame: they are asked for as soon as it
 * rests, and while it does not, only now and then, since nobody can read what is gone at once.
 */
const REST_MS = 80
const FAR_PAUSE_MS = 500

/**
 * How long to wait before the rows in sight are asked for, unless others are by then; nothing or
 * less: at once. `sinceAsked` is how long ago rows were asked for last. All in milliseconds.
 */
export function askDelay(before: Sight, sight: Sight, sinceAsked: number): number {
  const jumped = sight.first >= before.last || sight.last <= before.first
  if (!jumped) return PAUSE_MS - sinceAsked
  return sinceAsked < FAR_PAUSE_MS ? REST_MS : 0
}
