import { NotAnS3Answer } from './not-an-s3-answer.ts'
import type { Obstacle, ServerAddress } from './reachability.ts'
import type { SdkRequest } from './sdk-exchange.ts'

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
/** What it says of certificates that it does not trust, besides the codes that begin with CERT_. */
const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
])

const addresses = new WeakMap<object, ServerAddress>()

/** Where a request goes. */
export function addressOf({ hostname, port, protocol }: SdkRequest): ServerAddress {
  const usual = protocol === 'https:' ? 443 : 80
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port ?? usual }
}

/** Notes where a request went to that failed with this error, so that it can be waited for. */
export function wentTo(error: Error, server: ServerAddress): Error {
  addresses.set(error, server)
  return error
}

/**
 * What keeps requests from a server: there is no way to it, or somebody on the way answers in its
 * place. `undefined` for every other kind of failure.
 */
export function obstacleOf(error: unknown): Obstacle | undefined {
  if (!(error instanceof Error)) return undefined
  const server = addresses.get(error)
  const kind = kindOf(error)
  return server && kind && { server, kind }
}

function kindOf(error: Error): Obstacle['kind'] | undefined {
  if (error instanceof NotAnS3Answer) {
    return error.sender === 'someone-else' ? 'someone-else' : undefined
  }
  const code = 'code' in error ? String(error.code) : ''
  const connecting = 'syscall' in error && error.syscall === 'connect'
  if (NO_WAY.has(code) || (code === 'ETIMEDOUT' && connecting)) return 'no-way'
  if (UNTRUSTED.has(code) || code.startsWith('CERT_')) return 'untrusted'
  // Node's parsers: whoever answers speaks neither TLS nor HTTP there.
  if (code === 'EPROTO' || /^(HPE_|ERR_SSL)/.test(code)) return 'someone-else'
  // Networks that want a login first may do this to whatever they can't read.
  if (code === 'ECONNRESET' && /before secure TLS connection/.test(error.message)) return 'cut-off'
  return undefined
}
