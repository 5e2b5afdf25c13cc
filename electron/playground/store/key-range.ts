/**
 * The smallest key that sorts after every key that starts so, or undefined when there is none.
 * Bytes, not characters: 0xff never occurs in UTF-8, so adding one to the last byte is enough.
 */
export function afterPrefix(prefix: Uint8Array): Buffer | undefined {
  for (let last = prefix.length - 1; last >= 0; last--) {
    const byte = prefix[last] ?? 0xff
    if (byte === 0xff) continue
    const end = Buffer.from(prefix.subarray(0, last + 1))
    end[last] = byte + 1
    return end
  }
  return undefined
}

/** The smallest key that sorts after this one. */
export function afterKey(key: Uint8Array): Buffer {
  return Buffer.concat([key, Buffer.of(0)])
}

/** The common prefix a key is rolled up into, or undefined when it is listed itself. */
export function commonPrefix(
  key: Buffer,
  prefix: Buffer,
  delimiter: Buffer | undefined,
): Buffer | undefined {
  if (delimiter === undefined) return undefined
  const at = key.indexOf(delimiter, prefix.length)
  return at === -1 ? undefined : key.subarray(0, at + delimiter.length)
}

/** The bytes of a key column, without copying them. */
export function bytesOf(column: unknown): Buffer {
  if (!(column instanceof Uint8Array)) throw new TypeError('A key of the index is not bytes.')
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength)
}
