const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The name of a file as text; `undefined` when its bytes are no UTF-8, as Linux allows. */
export function decodedName(name: Buffer): string | undefined {
  try {
    return utf8.decode(name)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
