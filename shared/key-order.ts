/** The order S3 lists keys in: by their UTF-8 bytes, which is not the order of JavaScript strings. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at += 1) {
    const one = a.charCodeAt(at)
    const other = b.charCodeAt(at)
    if (one !== other) return rank(one) - rank(other)
  }
  return a.length - b.length
}

/** Moves surrogates, which stand for the highest characters, above the rest of UTF-16. */
function rank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800
  return unit >= 0xd800 ? unit + 0x2000 : unit
}

/**
 * A text shortly before a key in that order: a listing that starts after it has the key on its
 * first page. It need not be the very last text before the key.
 */
export function shortlyBefore(key: string): string {
  const last = key.charCodeAt(key.length - 1)
  // The second half of a surrogate pair must take the first along.
  const rest = key.slice(0, last >= 0xdc00 && last <= 0xdfff ? -2 : -1)
  return last > 0x20 && last < 0x7f ? `${rest}${String.fromCharCode(last - 1)}\ufffd` : rest
}
