const ZERO = 0x30
const DIGIT = 0x64
const FORMS: Readonly<Record<number, string>> = {
  20: 'dddd-dd-ddTdd:dd:ddZ',
  24: 'dddd-dd-ddTdd:dd:dd.dddZ',
}

/**
 * The time of `2026-05-06T07:08:09.010Z`, its milliseconds being optional, from its bytes.
 *
 * @returns milliseconds since the epoch; NaN for any other form
 */
export function plainTime(bytes: Buffer, start: number, end: number): number {
  const form = FORMS[end - start]
  if (form === undefined) return Number.NaN
  for (let at = 0; at < form.length; at += 1) {
    const byte = bytes[start + at] ?? 0
    const wanted = form.charCodeAt(at)
    if (wanted === DIGIT ? byte < ZERO || byte > ZERO + 9 : byte !== wanted) return Number.NaN
  }
  const two = (at: number) =>
    ((bytes[start + at] ?? 0) - ZERO) * 10 + (bytes[start + at + 1] ?? 0) - ZERO
  const day = dayOf(two(0) * 1_000_000 + two(2) * 10_000 + two(5) * 100 + two(8), bytes, start)
  const seconds = two(11) * 3600 + two(14) * 60 + two(17)
  const thousandths = form.length === 24 ? two(20) * 10 + (bytes[start + 22] ?? 0) - ZERO : 0
  return day + seconds * 1000 + thousandths
}

/** When days begin, at most about twenty years of them: a day is named by many objects. */
const DAYS = new Map<number, number>()
const MOST_DAYS = 8000

function dayOf(number: number, bytes: Buffer, start: number): number {
  const known = DAYS.get(number)
  if (known !== undefined) return known
  if (DAYS.size === MOST_DAYS) DAYS.clear()
  const time = Date.parse(bytes.toString('latin1', start, start + 10))
  DAYS.set(number, time)
  return time
}
