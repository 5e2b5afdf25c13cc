/** Bytes of a digest. */
export const DIGEST = 16
/** Stands for the number of parts where the ETag has another form than {@link packEtag} knows. */
export const OTHER = 0xffff
/** Stands for it where there is no ETag. */
export const NONE = 0xfffe

const ZERO = 0x30
const LOWER_A = 0x61
const DASH = 0x2d

/**
 * Packs an ETag of 32 lower-case hex digits, and `-parts` after a multipart upload. The form is
 * only packed: no meaning is read from it.
 *
 * @returns the number of parts, 0 without any; {@link OTHER} or {@link NONE}
 */
export function packEtag(
  text: Uint8Array,
  start: number,
  end: number,
  into: Uint8Array,
  at: number,
): number {
  if (start === end) return NONE
  const parts = partsOf(text, start + DIGEST * 2, end)
  if (parts === OTHER) return OTHER
  for (let byte = 0; byte < DIGEST; byte += 1) {
    const high = nibble(text[start + byte * 2] ?? 0)
    const low = nibble(text[start + byte * 2 + 1] ?? 0)
    if (high < 0 || low < 0) return OTHER
    into[at + byte] = high * 16 + low
  }
  return parts
}

/** What {@link packEtag} packed. */
export function unpackEtag(digests: Uint8Array, at: number, parts: number): string {
  if (parts === NONE) return ''
  const digest = Buffer.from(digests.buffer, digests.byteOffset + at, DIGEST).toString('hex')
  return parts === 0 ? digest : `${digest}-${parts}`
}

/** The count of parts in what follows the digest. */
function partsOf(text: Uint8Array, from: number, end: number): number {
  if (from === end) return 0
  if (from > end || text[from] !== DASH || text[from + 1] === ZERO) return OTHER
  if (end - from > 6) return OTHER
  let parts = 0
  for (let at = from + 1; at < end; at += 1) {
    const digit = (text[at] ?? 0) - ZERO
    if (digit < 0 || digit > 9) return OTHER
    parts = parts * 10 + digit
  }
  return parts > 0 && parts < NONE ? parts : OTHER
}

function nibble(code: number): number {
  if (code >= ZERO && code <= ZERO + 9) return code - ZERO
  return code >= LOWER_A && code <= LOWER_A + 5 ? code - LOWER_A + 10 : -1
}
