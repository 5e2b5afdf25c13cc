import type { StringColumn } from './string-column.ts'

/**
 * The place in an order, from `from` on and then from its top, of the first name that begins with
 * a text; upper and lower case are alike.
 */
export function rowStartingWith(
  names: StringColumn,
  order: Uint32Array,
  text: string,
  from: number,
): number | undefined {
  const wanted = text.toLowerCase()
  for (let step = 0; step < order.length; step += 1) {
    const place = (from + step) % order.length
    if (beginsWith(names, order[place] ?? 0, wanted)) return place
  }
  return undefined
}

/** Nearly every name is told by its first byte; only the others are made text. */
function beginsWith(names: StringColumn, row: number, wanted: string): boolean {
  const first = names.bytes[names.start(row)] ?? 0
  const code = wanted.charCodeAt(0)
  const lower = first >= 0x41 && first <= 0x5a ? first + 0x20 : first
  if (first < 0x80 && code < 0x80 && lower !== code) return false
  return names.text(row).toLowerCase().startsWith(wanted)
}
