import type { ServerAddress } from './reachability.ts'

/** What Node says when there is no way to a server, or nobody at the end of it. */
const NO_WAY = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
])

const addresses = new WeakMap<object, ServerAddress>()

/** Notes where a request went to that failed with this error, so that it can be waited for. */
export function wentTo(error: Error, server: ServerAddress): Error {
  addresses.set(error, server)
  return error
}

/** The server that a request never got to; `undefined` for every other kind of failure. */
export function unreachedServer(error: unknown): ServerAddress | undefined {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error ? String(error.code) : ''
  const connecting = 'syscall' in error && error.syscall === 'connect'
  const unreached = NO_WAY.has(code) || (code === 'ETIMEDOUT' && connecting)
  return unreached ? addresses.get(error) : undefined
}
