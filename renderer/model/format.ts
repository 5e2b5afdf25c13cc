const UNITS = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB']
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Bytes with one decimal, in powers of 1000: "1.2 MB". Below 1000 whole bytes: "512 B". */
export function formatSize(bytes: number, locale?: string): string {
  if (bytes < 1000) return `${bytes} B`
  let unit = -1
  let value = bytes
  // 999,950 would round to "1000.0 kB".
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${numberFormat(locale, 1).format(value)} ${UNITS[Math.max(0, unit)]}`
}

/** Every byte: "1,234,567 bytes". */
export function formatBytes(bytes: number, locale?: string): string {
  return `${numberFormat(locale).format(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`
}

/** A number and what it counts: "1 object", "12,480 objects". */
export function formatCount(count: number, noun: string, locale?: string): string {
  return `${numberFormat(locale).format(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** Under a day how long ago, after that the date and time. Both in ms since the Unix epoch. */
export function formatTime(time: number, now: number, locale?: string): string {
  const age = now - time
  // A clock that is a little ahead is no reason to show a date.
  if (age < MINUTE && age > -MINUTE) return 'just now'
  if (age > 0 && age < HOUR) return `${Math.floor(age / MINUTE)} min ago`
  if (age > 0 && age < DAY) return `${Math.floor(age / HOUR)} h ago`
  return formatter(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(time)
}

/** Date, time to the second and zone, for hovering. */
export function formatExactTime(time: number, locale?: string): string {
  return formatter(locale, { dateStyle: 'full', timeStyle: 'long' }).format(time)
}

const dateFormats = new Map<string, Intl.DateTimeFormat>()
const numberFormats = new Map<string, Intl.NumberFormat>()

/** Building a formatter costs more than using it a hundred times. */
function formatter(
  locale: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale} ${options.dateStyle} ${options.timeStyle}`
  const known = dateFormats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, options)
  dateFormats.set(key, made)
  return made
}

/** Of numbers with exactly so many decimals, or with as many as they have. */
function numberFormat(locale: string | undefined, decimals?: number): Intl.NumberFormat {
  const key = `${locale} ${decimals}`
  const known = numberFormats.get(key)
  if (known) return known
  const exactly = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  const made = new Intl.NumberFormat(locale, decimals === undefined ? {} : exactly)
  numberFormats.set(key, made)
  return made
}
