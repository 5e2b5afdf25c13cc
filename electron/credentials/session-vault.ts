import type { Vault } from './vault.ts'

/** Secrets that the user wants kept only until Pail quits: in memory, never on a disk. */
export class SessionVault implements Vault {
  readonly #secrets = new Map<string, string>()

  has(account: string): boolean {
    return this.#secrets.has(account)
  }

  async get(account: string): Promise<string | undefined> {
    return this.#secrets.get(account)
  }

  async set(account: string, secret: string): Promise<void> {
    this.#secrets.set(account, secret)
  }

  async delete(account: string): Promise<void> {
    this.#secrets.delete(account)
  }
}
