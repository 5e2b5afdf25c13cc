import { randomUUID } from 'node:crypto'
import type { AppError } from '#shared/errors.ts'
import { type KeychainTrouble, keychainFailure } from './keychain-failure.ts'
import {
  forkKeychainProcess,
  type KeychainAsk,
  KeychainCaller,
  type KeychainOutcome,
  keychainScript,
  type StartKeychainProcess,
} from './keychain-process.ts'
import {
  fitsOneEntry,
  partAccounts,
  readHead,
  type SecretHead,
  splitSecret,
  writeHead,
} from './secret-parts.ts'
import type { Vault } from './vault.ts'

export interface KeychainVaultOptions {
  /** How this shell starts the keychain process; without it, as a child of plain Node. */
  readonly start?: StartKeychainProcess
  readonly patience?: Patience
}

/** Milliseconds to wait: for the service alone, and where the user may have to type a password. */
export interface Patience {
  readonly service: number
  readonly user: number
}

/**
 * Secrets in the keychain of the operating system, through keytar in a process of its own.
 * Calls run one at a time. Before each, the keychain is proven to answer and to be unlocked,
 * because keytar cannot tell "locked" from "not there"; what was set is read back and compared.
 */
export class KeychainVault implements Vault {
  readonly #caller: KeychainCaller
  readonly #patience: Patience
  #turn: Promise<unknown> = Promise.resolve()
  #failures = 0
  #lastFailure: unknown

  constructor(options: KeychainVaultOptions = {}) {
    const start = options.start ?? forkKeychainProcess
    this.#caller = new KeychainCaller(() => start(keychainScript()))
    this.#patience = options.patience ?? { service: 8_000, user: 60_000 }
  }

  get(account: string): Promise<string | undefined> {
    return this.#inTurn(() => this.#readWhole(account))
  }

  set(account: string, secret: string): Promise<void> {
    return this.#inTurn(async () => {
      const before = readHead(await this.#read(account))
      await this.#write(account, secret, before)
      if ((await this.#readWhole(account)) !== secret) throw keychainFailure('locked')
      for (const part of partAccounts(account, before)) await this.#remove(part)
    })
  }

  delete(account: string): Promise<void> {
    return this.#inTurn(async () => {
      const head = readHead(await this.#read(account))
      await this.#remove(account)
      for (const part of partAccounts(account, head)) await this.#remove(part)
      if ((await this.#read(account)) !== undefined) throw keychainFailure('locked')
    })
  }

  /** Lets the keychain process go; the vault can still be used and starts another. */
  close(): void {
    this.#caller.close()
  }

  /**
   * Who waited behind a call that failed gets the same failure, instead of another wait for a
   * keychain that hangs or another password window just dismissed.
   */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const failuresBefore = this.#failures
    const next = this.#turn.then(async () => {
      if (this.#failures > failuresBefore) throw this.#lastFailure
      try {
        await this.#proveReady()
        return await work()
      } catch (error) {
        this.#failures += 1
        this.#lastFailure = error
        throw error
      }
    })
    this.#turn = next.catch(() => undefined)
    return next
  }

  async #proveReady(): Promise<void> {
    // Asking for what is not there opens no password window: no answer means that it hangs.
    await this.#ask({ verb: 'get', account: PROBE }, this.#patience.service, 'hung')
    // Elsewhere keytar itself fails when the keychain is locked.
    if (process.platform !== 'linux') return
    const proof = randomUUID()
    await this.#ask({ verb: 'set', account: PROBE, secret: proof })
    if ((await this.#read(PROBE)) !== proof) throw keychainFailure('locked')
    await this.#remove(PROBE)
  }

  async #readWhole(account: string): Promise<string | undefined> {
    const entry = await this.#read(account)
    const head = readHead(entry)
    if (!head) return entry
    let secret = ''
    for (const account_ of partAccounts(account, head)) {
      const part = await this.#read(account_)
      // Half a secret is none: the user is asked for it again.
      if (part === undefined) return undefined
      secret += part
    }
    return secret
  }

  async #write(account: string, secret: string, before: SecretHead | undefined): Promise<void> {
    if (fitsOneEntry(secret)) return this.#put(account, secret)
    const parts = splitSecret(secret)
    const head: SecretHead = {
      generation: before?.generation === 'a' ? 'b' : 'a',
      parts: parts.length,
    }
    const accounts = partAccounts(account, head)
    for (const [index, part] of parts.entries()) await this.#put(accounts[index] ?? account, part)
    await this.#put(account, writeHead(head))
  }

  #read(account: string): Promise<string | undefined> {
    return this.#ask({ verb: 'get', account })
  }

  async #put(account: string, secret: string): Promise<void> {
    await this.#ask({ verb: 'set', account, secret })
  }

  async #remove(account: string): Promise<void> {
    await this.#ask({ verb: 'delete', account })
  }

  /** `silence`: what it means when no answer comes; once the service is alive, it waits for the user. */
  async #ask(
    ask: KeychainAsk,
    patience: number = this.#patience.user,
    silence: KeychainTrouble = 'locked',
  ): Promise<string | undefined> {
    const outcome = await this.#caller.ask(ask, patience)
    if (outcome.result === 'done') return outcome.secret
    throw failureOf(outcome, silence)
  }
}

/** The entry that proves the keychain to be unlocked; no profile has such an id. */
const PROBE = 'pail-keychain-probe'

function failureOf(
  outcome: Exclude<KeychainOutcome, { result: 'done' }>,
  silence: KeychainTrouble,
): AppError {
  switch (outcome.result) {
    case 'no-answer':
      return keychainFailure(silence)
    case 'crashed':
      return keychainFailure('hung', 'The process that talks to the keychain ended.')
    case 'no-module':
      return keychainFailure('absent', outcome.said)
    case 'failed':
      return keychainFailure(troubleOf(outcome.said), outcome.said)
    default:
      return outcome satisfies never
  }
}

/**
 * What a message of libsecret, Security.framework or wincred stands for. On Linux whatever is
 * not known is "absent", for no bus and no service come in many wordings; elsewhere the keychain
 * is part of the system, so it is there and said no.
 */
function troubleOf(said: string): KeychainTrouble {
  // "…/collection/login": the service runs, but nobody has opened or made its first keyring.
  if (/locked|dismissed|collection\/login/i.test(said)) return 'locked'
  if (/time(d )?out|without replying/i.test(said)) return 'hung'
  return process.platform === 'linux' ? 'absent' : 'locked'
}
