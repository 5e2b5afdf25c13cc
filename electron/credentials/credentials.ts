import { AppError, type FailureCode } from '#shared/errors.ts'
import {
  type KeychainStatus,
  type Profile,
  type ProfileId,
  ProfileSecret,
  type SecretChange,
  type SecretStatus,
} from '#shared/profile.ts'
import type { Vault } from './vault.ts'

/**
 * The secrets of the profiles: each in the OS keychain, or in memory for this session only when
 * the user says so. There is no third place, and no file.
 */
export class Credentials {
  readonly #keychain: Vault
  readonly #session: Vault
  /** Whether the keychain has a profile's secret, so that a list of profiles asks for each once. */
  readonly #inKeychain = new Map<ProfileId, boolean>()
  #known: { readonly status: Promise<KeychainStatus>; readonly until: number } | undefined

  constructor(vaults: { readonly keychain: Vault; readonly session: Vault }) {
    this.#keychain = vaults.keychain
    this.#session = vaults.session
  }

  /** What the keychain can do; asked again when the last answer is older than a few seconds. */
  status(): Promise<KeychainStatus> {
    if (this.#known && Date.now() < this.#known.until) return this.#known.status
    const status = this.#ask()
    this.#known = { status, until: Number.POSITIVE_INFINITY }
    const settled = (until: number) => {
      this.#known = { status, until }
    }
    void status.then(
      () => settled(Date.now() + STATUS_LASTS),
      () => settled(0),
    )
    return status
  }

  /** Whether the profile's secret is at hand; never rejects because of the keychain. */
  async secretStatus(profile: Profile): Promise<SecretStatus> {
    if (profile.credentials.type !== 'keys') return 'not-needed'
    if ((await this.#session.get(profile.id)) !== undefined) return 'session'
    const status = await this.status()
    if (status === 'absent') return 'missing'
    if (status !== 'ready') return 'unknown'
    try {
      const known = this.#inKeychain.get(profile.id)
      const present = known ?? (await this.#fromKeychain(profile.id)) !== undefined
      return present ? 'keychain' : 'missing'
    } catch (error) {
      if (statusOf(error) === undefined) throw error
      return 'unknown'
    }
  }

  /** Does what a save asks for. Rejects with `keychain-…` when the secret could not be kept there. */
  async change(profileId: ProfileId, change: SecretChange): Promise<void> {
    switch (change.type) {
      case 'keep':
        return
      case 'copy': {
        const inSession = (await this.#session.get(change.from)) !== undefined
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
   * Removes the secret of a profile that is deleted. Rejects with `keychain-locked` or
   * `keychain-hung` when one might stay behind, unless the profile's secret was in the session.
   */
  async forget(profileId: ProfileId): Promise<void> {
    const inSession = (await this.#session.get(profileId)) !== undefined
    await this.#session.delete(profileId)
    try {
      await this.#keychain.delete(profileId)
    } catch (error) {
      const status = statusOf(error)
      if (status === undefined || (status !== 'absent' && !inSession)) throw error
    }
    this.#inKeychain.delete(profileId)
  }

  async #keep(
    profileId: ProfileId,
    secret: ProfileSecret,
    where: 'keychain' | 'session',
  ): Promise<void> {
    const text = JSON.stringify(ProfileSecret.parse(secret))
    if (where === 'keychain') {
      await this.#keychain.set(profileId, text)
      this.#inKeychain.set(profileId, true)
      await this.#session.delete(profileId)
      return
    }
    await this.#session.set(profileId, text)
    // "Only for this session" also means that an older secret must not outlive it. Where none is
    // known of, the keychain is left in peace: it may hang, or ask for its password.
    if (this.#inKeychain.get(profileId) && (await this.status()) === 'ready') {
      await this.#keychain.delete(profileId)
      this.#inKeychain.set(profileId, false)
    }
  }

  async #fromKeychain(profileId: ProfileId): Promise<ProfileSecret | undefined> {
    const secret = parseSecret(await this.#keychain.get(profileId))
    this.#inKeychain.set(profileId, secret !== undefined)
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
