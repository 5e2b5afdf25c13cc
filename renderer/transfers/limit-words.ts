import type { BandwidthNow } from '#shared/bandwidth.ts'
import { formatSize } from '../model/format.ts'

/** The limits that hold, and for how long: "Limited to 2 MB/s until 18:00". */
export function limitWords(limits: BandwidthNow, now: number, locale?: string): string {
  const { up, down, lifted, until } = limits
  const end = until === undefined ? '' : ` until ${timeWords(until, now, locale)}`
  return `${lifted ? 'Speed limit lifted' : rateWords(up, down)}${end}`
}

/** A time of this day by its hour; of another also by its day. */
export function timeWords(time: number, now: number, locale?: string): string {
  const sameDay = new Date(time).toDateString() === new Date(now).toDateString()
  const day = sameDay ? {} : ({ weekday: 'short' } as const)
  return new Intl.DateTimeFormat(locale, { ...day, hour: 'numeric', minute: '2-digit' }).format(
    time,
  )
}

function rateWords(up: number, down: number): string {
  const rate = (bytes: number) => `${formatSize(bytes)}/s`
  if (up === down) return `Limited to ${rate(up)}`
  if (down === 0) return `Uploads limited to ${rate(up)}`
  if (up === 0) return `Downloads limited to ${rate(down)}`
  return `Limited to ${rate(up)} up, ${rate(down)} down`
}
