/**
 * Where secrets are kept, one text per account. Every method rejects with `keychain-absent`,
 * `keychain-locked` or `keychain-hung` when that place cannot be used; what `set` reported as
 * saved is there.
 */
export interface Vault {
  /** `undefined` only when the account surely has no secret. */
  get(account: string): Promise<string | undefined>
  set(account: string, secret: string): Promise<void>
  /** Deleting what is not there is not an error. */
  delete(account: string): Promise<void>
}
