import type { Credentials } from '../../credentials/credentials.ts'
import type { AreaHandlers } from '../handler.ts'

export interface KeychainHandlersOptions {
  readonly credentials: Credentials
}

export function keychainHandlers(options: KeychainHandlersOptions): AreaHandlers<'keychain'> {
  const { credentials } = options
  return { 'keychain.status': async () => ({ status: await credentials.status() }) }
}
