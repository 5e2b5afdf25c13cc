/**
 * Undoes percent-encoding. What cannot be decoded, such as the `%` of "100%.txt" in an address that
 * was never encoded, stays as it is. A `+` is a plus here, as it is in the path of a URL.
 */
export function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, run => {
    try {
      return decodeURIComponent(run)
    } catch (error) {
      if (!(error instanceof URIError)) throw error
      return run
    }
  })
}

/** Encodes one value as RFC 3986 has it: everything but letters, digits and `-._~`. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** {@link percentEncoded}, but the slashes of a key stay. */
export function encodedKey(key: string): string {
  return key.split('/').map(percentEncoded).join('/')
}

/** The first value of a name in a query, where `+` is a space; `undefined` when it is not there. */
export function queryValue(query: string, name: string): string | undefined {
  for (const pair of query.split('&')) {
    const cut = pair.indexOf('=')
    if (cut > 0 && pair.slice(0, cut) === name) {
      return percentDecoded(pair.slice(cut + 1).replaceAll('+', ' '))
    }
  }
  return undefined
}
