import { z } from 'zod'

/** Less than this, in bytes a second, would only make servers hang up. */
export const LOWEST_RATE = 10_000
/** More than any line has, in bytes a second. */
export const HIGHEST_RATE = 1_000_000_000_000

/** Bytes a second; 0 is no limit. */
export const Rate = z.union([z.literal(0), z.number().int().min(LOWEST_RATE).max(HIGHEST_RATE)])

const minuteOfDay = z
  .number()
  .int()
  .min(0)
  .max(24 * 60 - 1)

/** A time of the day, on some days of the week, that has limits of its own. */
export const BandwidthWindow = z.object({
  /** As `Date.getDay` counts them: 0 is Sunday. */
  days: z.array(z.number().int().min(0).max(6)).min(1).max(7),
  /** Minutes since midnight. It ends before `to`: on the next day when that is not later. */
  from: minuteOfDay,
  to: minuteOfDay,
  up: Rate,
  down: Rate,
})
export type BandwidthWindow = z.infer<typeof BandwidthWindow>

export const MOST_WINDOWS = 20

/** How many bytes a second all transfers together may move, and when. */
export const Bandwidth = z.object({
  up: Rate,
  down: Rate,
  /** Where several hold, the first counts. */
  schedule: z.array(BandwidthWindow).max(MOST_WINDOWS),
  /** No limit holds before this time, in ms since the Unix epoch. */
  liftedUntil: z.number().int().min(0),
})
export type Bandwidth = z.infer<typeof Bandwidth>

export const NO_LIMITS: Bandwidth = { up: 0, down: 0, schedule: [], liftedUntil: 0 }

/** For `liftedUntil`: until the user wants the limits again. */
export const LIFTED_FOR_GOOD = Number.MAX_SAFE_INTEGER

/** The limits of one moment. */
export const BandwidthNow = z.object({
  up: Rate,
  down: Rate,
  /** The user has lifted the limits for a while. */
  lifted: z.boolean(),
  /** When this changes by itself, in ms since the Unix epoch; absent: never. */
  until: z.number().int().optional(),
  /** When the schedule changes the limits next, lifted or not. */
  nextChange: z.number().int().optional(),
})
export type BandwidthNow = z.infer<typeof BandwidthNow>

/**
 * The limits that hold at a time, by the clock of this computer.
 *
 * @param now milliseconds since the Unix epoch
 */
export function bandwidthAt(bandwidth: Bandwidth, now: number): BandwidthNow {
  const { liftedUntil } = bandwidth
  const next = nextChange(bandwidth, now)
  const scheduled = next === undefined ? {} : { nextChange: next }
  if (now < liftedUntil) {
    const until = liftedUntil === LIFTED_FOR_GOOD ? {} : { until: liftedUntil }
    return { up: 0, down: 0, lifted: true, ...until, ...scheduled }
  }
  const until = next === undefined ? {} : { until: next }
  return { ...ratesAt(bandwidth, now), lifted: false, ...until, ...scheduled }
}

/** Whether there is any limit, at some time of the week. */
export function isLimited({ up, down, schedule }: Bandwidth): boolean {
  return [{ up, down }, ...schedule].some(rates => rates.up > 0 || rates.down > 0)
}

function ratesAt({ up, down, schedule }: Bandwidth, now: number): { up: number; down: number } {
  const window = schedule.find(one =>
    // A window of yesterday may reach into today.
    [-1, 0].some(day => {
      const span = spanOf(one, now, day)
      return span !== undefined && span.start <= now && now < span.end
    }),
  )
  return window ? { up: window.up, down: window.down } : { up, down }
}

/** The next time at which the schedule says something else; it says all it has within a week. */
function nextChange(bandwidth: Bandwidth, now: number): number | undefined {
  const current = ratesAt(bandwidth, now)
  const edges = bandwidth.schedule
    .flatMap(window => DAYS_AHEAD.map(day => spanOf(window, now, day)))
    .flatMap(span => (span ? [span.start, span.end] : []))
    .filter(edge => edge > now)
    .sort((a, b) => a - b)
  return edges.find(edge => {
    const { up, down } = ratesAt(bandwidth, edge)
    return up !== current.up || down !== current.down
  })
}

const DAYS_AHEAD = [-1, 0, 1, 2, 3, 4, 5, 6, 7]

/** The window on the day that is so many days after `now`; `undefined` when it has none that day. */
function spanOf(
  { days, from, to }: BandwidthWindow,
  now: number,
  daysAfter: number,
): { start: number; end: number } | undefined {
  const today = new Date(now)
  const day = today.getDate() + daysAfter
  // Through the calendar, not by adding hours: a day may have 23 or 25.
  const at = (date: number, minute: number) =>
    new Date(today.getFullYear(), today.getMonth(), date, 0, minute)
  if (!days.includes(at(day, 0).getDay())) return undefined
  return { start: at(day, from).getTime(), end: at(to > from ? day : day + 1, to).getTime() }
}
