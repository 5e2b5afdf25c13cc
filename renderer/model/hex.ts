/** Bytes on one line of a hex view. */
export const LINE_BYTES = 16

/** One line: where it begins, its bytes in two groups, and the letters they would be in ASCII. */
export interface HexLine {
  readonly offset: string
  readonly hex: string
  readonly ascii: string
}

/** Lays bytes out as `xxd` does. `width`: digits of the offset. */
export function hexLine(bytes: Uint8Array, offset: number, width: number): HexLine {
  const pairs = [...bytes].map(byte => byte.toString(16).padStart(2, '0'))
  const half = LINE_BYTES / 2
  return {
    offset: offset.toString(16).padStart(width, '0'),
    hex: `${pairs.slice(0, half).join(' ')}  ${pairs.slice(half).join(' ')}`.trimEnd(),
    ascii: String.fromCharCode(
      ...[...bytes].map(byte => (byte >= 0x20 && byte < 0x7f ? byte : 0x2e)),
    ),
  }
}

/** An offset as one types it: `0x1f00`, `1f00h` or decimal `7936`; `undefined` when it is none. */
export function parseOffset(text: string): number | undefined {
  const clean = text.trim().replaceAll(/[\s_,]/g, '')
  const hex = /^0x([0-9a-f]+)$/i.exec(clean)?.[1] ?? /^([0-9a-f]+)h$/i.exec(clean)?.[1]
  const value =
    hex === undefined
      ? /^\d+$/.test(clean)
        ? Number(clean)
        : Number.NaN
      : Number.parseInt(hex, 16)
  return Number.isSafeInteger(value) ? value : undefined
}
