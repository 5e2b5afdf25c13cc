import { AppError, type FailureCode } from '#shared/errors.ts'
import {
  type KeychainStatus,
  PLAYGROUND_PROFILE_ID,
  type Profile,
  type ProfileId,
  ProfileSecret,
  type SecretChange,
  type SecretStatus,
} from '#shared/profile.ts'
import type { SessionVault } from './session-vault.ts'
import type { Vault } from './vault.ts'

export interface CredentialsOptions {
  readonly keychain: Vault
  readonly session: SessionVault
  /** Told when a {@link Credentials.secretStatus} may have changed. */
  readonly onLearned?: () => void
}

/**
 * The secrets of the profiles: each in the OS keychain, or in memory for this session only when
 * the user says so. There is no third place, and no file.
 */
export class Credentials {
  readonly #keychain: Vault
  readonly #session: SessionVault
  readonly #onLearned: () => void
  /** Whether the keychain has a profile's secret, of those it was asked for. */
  readonly #inKeychain = new Map<ProfileId, boolean>()
  #last: KeychainStatus | undefined
  #known: { readonly status: Promise<KeychainStatus>; readonly until: number } | undefined

  constructor({ keychain, session, onLearned = () => undefined }: CredentialsOptions) {
    this.#keychain = keychain
    this.#session = session
    this.#onLearned = onLearned
  }

  /** What the keychain can do; asked again when the last answer is older than a few seconds. */
  status(): Promise<KeychainStatus> {
    if (this.#known && Date.now() < this.#known.until) return this.#known.status
    const status = this.#ask()
    this.#known = { status, until: Number.POSITIVE_INFINITY }
    void status.then(
      found => {
        this.#known = { status, until: Date.now() + STATUS_LASTS }
        const before = this.#last
        this.#last = found
        if (before !== found) this.#onLearned()
      },
      () => {
        this.#known = undefined
      },
    )
    return status
  }

  /**
   * Whether the profile's secret is at hand, as far as it is known by now: a list of profiles must
   * neither wait for the keychain nor open its password window.
   */
  secretStatus({ id, credentials }: Profile): SecretStatus {
    if (credentials.type !== 'keys') return 'not-needed'
    if (this.#session.has(id)) return 'session'
    const present = this.#inKeychain.get(id)
    if (present !== undefined) return present ? 'keychain' : 'missing'
    return this.#last === 'absent' ? 'missing' : 'unknown'
  }

  /** Does what a save asks for. Rejects with `keychain-…` when the secret could not be kept there. */
  async change(profileId: ProfileId, change: SecretChange): Promise<void> {
    switch (change.type) {
      case 'keep':
        return
      case 'copy': {
        const inSession = this.#session.has(change.from)
        const secret = await this.secret(change.from)
        if (secret) await this.#keep(profileId, secret, inSession ? 'session' : 'keychain')
        return
      }
      case 'set':
        return this.#keep(profileId, change.secret, change.where)
      default:
        return change satisfies never
    }
  }

  /** `undefined` when there is none. Rejects with `keychain-…` when that cannot be known. */
  async secret(profileId: ProfileId): Promise<ProfileSecret | undefined> {
    const inSession = parseSecret(await this.#session.get(profileId))
    return inSession ?? this.#fromKeychain(profileId)
  }

  /** The secret a draft would have once saved, for its connection test; changes nothing. */
  async peek(
    profileId: ProfileId | undefined,
    change: SecretChange,
  ): Promise<ProfileSecret | undefined> {
    switch (change.type) {
      case 'keep':
        return profileId === undefined ? undefined : this.secret(profileId)
      case 'copy':
        return this.secret(change.from)
      case 'set':
        return change.secret
      default:
        return change satisfies never
    }
  }

  /**
   * Removes the secret of a profile that is deleted, or no longer has keys. Rejects with
   * `keychain-locked` or `keychain-hung` when one might stay behind, unless the profile's secret
   * was in the session. A profile that never had a secret does not touch the keychain.
   */
  async forget({ id, credentials }: Profile): Promise<void> {
    const inSession = this.#session.has(id)
    await this.#session.delete(id)
    if (credentials.type !== 'keys' || !this.#mayBeInKeychain(id)) return
    try {
      await this.#keychain.delete(id)
      this.#learn(id, false)
    } catch (error) {
      const status = statusOf(error)
      if (status === undefined || (status !== 'absent' && !inSession)) throw error
    }
  }

  async #keep(
    profileId: ProfileId,
    secret: ProfileSecret,
    where: 'keychain' | 'session',
  ): Promise<void> {
    const text = JSON.stringify(ProfileSecret.parse(secret))
    if (where === 'keychain') {
      await this.#keychain.set(profileId, text)
      await this.#session.delete(profileId)
      this.#learn(profileId, true)
      return
    }
    await this.#session.set(profileId, text)
    // "Only for this session" also means that an older secret must not outlive it. A keychain that
    // nobody has seen to work is left in peace: it may hang, or ask for its password.
    const asked = this.#inKeychain.has(profileId) || this.#last === 'ready'
    if (!asked || !this.#mayBeInKeychain(profileId) || (await this.status()) !== 'ready') return
    await this.#keychain.delete(profileId)
    this.#learn(profileId, false)
  }

  #mayBeInKeychain(profileId: ProfileId): boolean {
    return profileId !== PLAYGROUND_PROFILE_ID && this.#inKeychain.get(profileId) !== false
  }

  #learn(profileId: ProfileId, present: boolean): void {
    const before = this.#inKeychain.get(profileId)
    this.#inKeychain.set(profileId, present)
    if (before !== present) this.#onLearned()
  }

  async #fromKeychain(profileId: ProfileId): Promise<ProfileSecret | undefined> {
    const secret = parseSecret(await this.#keychain.get(profileId))
    this.#learn(profileId, secret !== undefined)
    return secret
  }

  async #ask(): Promise<KeychainStatus> {
    let timer: NodeJS.Timeout | undefined
    // Past the time in which a keychain that hangs is found out, it can only wait for its password.
    const waiting = new Promise<KeychainStatus>(resolve => {
      timer = setTimeout(() => resolve('locked'), STATUS_WAITS)
    })
    const asked = this.#keychain.get(STATUS_ACCOUNT).then(
      (): KeychainStatus => 'ready',
      (error: unknown) => statusOf(error) ?? Promise.reject(error),
    )
    return Promise.race([asked, waiting]).finally(() => clearTimeout(timer))
  }
}

/** Asked for to see whether the keychain answers; no profile has such an id. */
const STATUS_ACCOUNT = 'pail-status'

/** Milliseconds for which a status is taken for true. */
const STATUS_LASTS = 5_000

/** Milliseconds after which an open password window is told as "locked", while it stays open. */
const STATUS_WAITS = 9_000

function parseSecret(text: string | undefined): ProfileSecret | undefined {
  if (text === undefined) return undefined
  try {
    return ProfileSecret.parse(JSON.parse(text))
  } catch {
    // Not what Pail wrote. Like no secret at all: the user is asked for it, and it is replaced.
    return undefined
  }
}

function statusOf(error: unknown): Exclude<KeychainStatus, 'ready'> | undefined {
  return error instanceof AppError ? TROUBLES[error.code] : undefined
}

const TROUBLES: { readonly [C in FailureCode]?: Exclude<KeychainStatus, 'ready'> } = {
  'keychain-absent': 'absent',
  'keychain-locked': 'locked',
  'keychain-hung': 'hung',
}
