/** The pieces of a URL that matter here, as they were written. */
export interface UrlParts {
  readonly scheme: 'http' | 'https'
  /** In small letters, without the port. */
  readonly host: string
  /** The one that was written, else the scheme's own. */
  readonly port: string
  /** Still encoded; empty or with its leading `/`. */
  readonly path: string
  /** Still encoded, without the `?`. */
  readonly query: string
}

/**
 * Takes a URL apart without changing it: the platform's parser would fold `..` and `\`, which are
 * letters like others in a key. `undefined` for what is no URL, or names a user.
 */
export function urlParts(text: string): UrlParts | undefined {
  const match =
    /^(https?):\/\/([^/?#\s@:[\]]+|\[[\da-f:.]+\])(?::(\d{1,5}))?(\/[^?#]*)?(?:\?([^#]*))?(?:#.*)?$/is.exec(
      text,
    )
  if (!match) return undefined
  const [, written = '', host = '', port, path = '', query = ''] = match
  const scheme = written.toLowerCase() === 'http' ? 'http' : 'https'
  return {
    scheme,
    host: host.toLowerCase().replace(/\.$/, ''),
    port: port ?? (scheme === 'http' ? '80' : '443'),
    path,
    query,
  }
}
