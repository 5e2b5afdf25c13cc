import { randomBytes, timingSafeEqual } from 'node:crypto'

const SECRET_BYTES = 32

/**
 * Who may come in. A link carries a token that works once; it is exchanged for a cookie, so the
 * token does not stay in the address bar, the history or a screenshot.
 */
export class Access {
  readonly #cookie = secret()
  #token: string | undefined

  /** A token for a new link; links made before stop working. */
  newToken(): string {
    this.#token = secret()
    return this.#token
  }

  /** Uses up the token of a link. */
  exchange(token: string): string | undefined {
    if (this.#token === undefined || !isSame(token, this.#token)) return undefined
    this.#token = undefined
    return this.#cookie
  }

  admits(cookie: string | undefined): boolean {
    return cookie !== undefined && isSame(cookie, this.#cookie)
  }
}

/** The part of a request that tells where it comes from. */
export interface Caller {
  readonly method: string
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
  /** A WebSocket upgrade. */
  readonly upgrade: boolean
  /** The page itself: a link in another program or site may lead to it. */
  readonly page: boolean
}

/**
 * Why a request is refused whatever its cookie says; `undefined` when it may go on. Host is
 * checked against DNS rebinding; Origin and Sec-Fetch-Site against pages of other sites.
 */
export function refusal(caller: Caller, port: number): string | undefined {
  const { host, origin, fetchSite } = caller
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    return 'This address is not one of Pail.'
  }
  const mustNameOrigin = caller.upgrade || !['GET', 'HEAD'].includes(caller.method)
  if (origin === undefined ? mustNameOrigin : origin !== `http://${host}`) {
    return 'Another site asked for this.'
  }
  const ownSite = fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none'
  if (!ownSite && !caller.page) return 'Another site asked for this.'
  return undefined
}

/** Cookies are shared by all ports of a host, so the name carries the port. */
export function cookieName(port: number): string {
  return `pail-${port}`
}

function secret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url')
}

function isSame(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}
