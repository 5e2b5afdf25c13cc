import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Profile, ProfileSecret, SecretChange } from '#shared/profile.ts'
import { Credentials } from './credentials.ts'
import { type KeychainTrouble, keychainFailure } from './keychain-failure.ts'
import { SessionVault } from './session-vault.ts'

/** Stands for the OS keychain; as long as it has no trouble it passes the suite of every vault. */
class SwitchableVault extends SessionVault {
  trouble: KeychainTrouble | undefined
  reads: string[] = []

  override async get(account: string): Promise<string | undefined> {
    this.reads.push(account)
    this.#check()
    return super.get(account)
  }

  override async set(account: string, secret: string): Promise<void> {
    this.#check()
    return super.set(account, secret)
  }

  override async delete(account: string): Promise<void> {
    this.#check()
    return super.delete(account)
  }

  #check(): void {
    if (this.trouble) throw keychainFailure(this.trouble)
  }
}

const SECRET: ProfileSecret = { secretAccessKey: 'CANARY-SECRET', sessionToken: 'CANARY-TOKEN' }
const set = (where: 'keychain' | 'session', secret = SECRET): SecretChange => ({
  type: 'set',
  secret,
  where,
})

const profile = (id: string, credentials?: Profile['credentials']): Profile => ({
  id,
  label: id,
  color: 'gray',
  endpoint: { type: 'aws' },
  region: 'eu-west-1',
  addressing: 'auto',
  credentials: credentials ?? { type: 'keys', accessKeyId: 'AKIAEXAMPLE' },
  readOnly: false,
})

let keychain: SwitchableVault
let session: SessionVault
let credentials: Credentials

beforeEach(() => {
  keychain = new SwitchableVault()
  session = new SessionVault()
  credentials = new Credentials({ keychain, session })
})

describe('with a keychain that works', () => {
  test('a secret set there is there after a restart', async () => {
    await credentials.change('a', set('keychain'))
    const restarted = new Credentials({ keychain, session: new SessionVault() })
    expect(restarted.secretStatus(profile('a'))).toBe('unknown')
    expect(await restarted.secret('a')).toEqual(SECRET)
    expect(restarted.secretStatus(profile('a'))).toBe('keychain')
  })

  test('a secret for the session only never gets there, and an older one goes away', async () => {
    await credentials.change('a', set('keychain', { secretAccessKey: 'old' }))
    await credentials.change('a', set('session'))
    expect(await credentials.secret('a')).toEqual(SECRET)
    expect(credentials.secretStatus(profile('a'))).toBe('session')
    expect(await keychain.get('a')).toBeUndefined()
  })

  test('a new secret for the session only does not even ask the keychain', async () => {
    keychain.get = () => new Promise(() => undefined)
    await credentials.change('playground', set('session'))
    expect(await credentials.secret('playground')).toEqual(SECRET)
  })

  test('an older secret of an earlier session goes away too, once the keychain is known to work', async () => {
    await credentials.change('a', set('keychain'))
    const restarted = new Credentials({ keychain, session })
    await restarted.status()
    await restarted.change('a', set('session'))
    expect(await keychain.get('a')).toBeUndefined()
  })

  test('a secret moved from the session to the keychain is in the keychain alone', async () => {
    await credentials.change('a', set('session'))
    await credentials.change('a', set('keychain'))
    expect(await session.get('a')).toBeUndefined()
    expect(credentials.secretStatus(profile('a'))).toBe('keychain')
  })

  test.each(['keychain', 'session'] as const)(
    'a duplicate has its own copy, in the %s too',
    async where => {
      await credentials.change('a', set(where))
      await credentials.change('b', { type: 'copy', from: 'a' })
      await credentials.forget(profile('a'))
      expect(await credentials.secret('a')).toBeUndefined()
      expect(await credentials.secret('b')).toEqual(SECRET)
      expect(credentials.secretStatus(profile('b'))).toBe(where)
    },
  )

  test('"keep" keeps, and copying from a profile without a secret copies nothing', async () => {
    await credentials.change('a', set('keychain'))
    await credentials.change('a', { type: 'keep' })
    await credentials.change('a', { type: 'copy', from: 'nobody' })
    expect(await credentials.secret('a')).toEqual(SECRET)
  })

  test('a deleted profile leaves nothing in either place', async () => {
    await credentials.change('a', set('keychain'))
    await credentials.forget(profile('a'))
    expect(await keychain.get('a')).toBeUndefined()
    expect(credentials.secretStatus(profile('a'))).toBe('missing')
  })

  test('a test of a draft sees the secret that saving would keep, and keeps nothing', async () => {
    await credentials.change('a', set('keychain'))
    const typed = { secretAccessKey: 'typed' }
    expect(await credentials.peek(undefined, set('keychain', typed))).toEqual(typed)
    expect(await credentials.peek('a', { type: 'keep' })).toEqual(SECRET)
    expect(await credentials.peek(undefined, { type: 'keep' })).toBeUndefined()
    expect(await credentials.peek(undefined, { type: 'copy', from: 'a' })).toEqual(SECRET)
    expect(await credentials.secret('a')).toEqual(SECRET)
  })

  test('what others wrote under the same name counts as no secret', async () => {
    await keychain.set('a', 'not JSON')
    await keychain.set('b', '{"password":"x"}')
    expect(await credentials.secret('a')).toBeUndefined()
    expect(await credentials.secret('b')).toBeUndefined()
    expect(credentials.secretStatus(profile('a'))).toBe('missing')
  })

  test('listing profiles asks the keychain for nothing; what is learnt later is told', async () => {
    await credentials.change('a', set('keychain'))
    const onLearned = vi.fn()
    const restarted = new Credentials({ keychain, session, onLearned })
    keychain.reads = []
    expect(restarted.secretStatus(profile('a'))).toBe('unknown')
    expect(keychain.reads).toEqual([])
    await restarted.secret('a')
    await restarted.secret('b')
    await restarted.secret('b')
    expect(onLearned).toHaveBeenCalledTimes(2)
    expect(restarted.secretStatus(profile('a'))).toBe('keychain')
    expect(restarted.secretStatus(profile('b'))).toBe('missing')
  })

  test('profiles that need no secret of ours have none asked for', async () => {
    const named = profile('a', { type: 'aws-profile', name: 'work' })
    expect(credentials.secretStatus(named)).toBe('not-needed')
    expect(credentials.secretStatus(profile('b', { type: 'anonymous' }))).toBe('not-needed')
    expect(keychain.reads).toEqual([])
  })
})

describe.each(['absent', 'locked', 'hung'] as const)('with a keychain that is %s', trouble => {
  beforeEach(() => {
    keychain.trouble = trouble
  })

  test('says so', async () => {
    expect(credentials.secretStatus(profile('a'))).toBe('unknown')
    expect(await credentials.status()).toBe(trouble)
    expect(credentials.secretStatus(profile('a'))).toBe(
      trouble === 'absent' ? 'missing' : 'unknown',
    )
  })

  test('refuses to save there, offers the session, and never tells the secret', async () => {
    const refused = await credentials.change('a', set('keychain')).catch((error: unknown) => error)
    expect(refused).toMatchObject({
      code: `keychain-${trouble}`,
      remedy: expect.stringContaining('keep the secret for this session only'),
    })
    expect(JSON.stringify(refused)).not.toContain('CANARY')
    expect(await session.get('a')).toBeUndefined()
  })

  test('the session alone is enough to work with a profile, and to delete it', async () => {
    await credentials.change('a', set('session'))
    expect(await credentials.secret('a')).toEqual(SECRET)
    expect(credentials.secretStatus(profile('a'))).toBe('session')
    await credentials.forget(profile('a'))
    expect(await session.get('a')).toBeUndefined()
  })

  test.each([{ type: 'anonymous' }, { type: 'aws-profile', name: 'work' }] as const)(
    'a profile with $type credentials can be deleted',
    async source => {
      await credentials.forget(profile('a', source))
    },
  )

  test('a secret that may be in there is an error, not a missing secret', async () => {
    await expect(credentials.secret('a')).rejects.toMatchObject({ code: `keychain-${trouble}` })
  })
})

test('a profile whose secret may stay behind in a locked keychain is not forgotten', async () => {
  await credentials.change('a', set('keychain'))
  keychain.trouble = 'locked'
  await expect(credentials.forget(profile('a'))).rejects.toMatchObject({ code: 'keychain-locked' })
  keychain.trouble = undefined
  expect(await credentials.secret('a')).toEqual(SECRET)
})

test('statuses asked for at the same moment ask the keychain once', async () => {
  await Promise.all([credentials.status(), credentials.status(), credentials.status()])
  expect(keychain.reads).toHaveLength(1)
})

test('a keychain that waits for its password is told as locked after a while', async () => {
  vi.useFakeTimers()
  keychain.get = () => new Promise(() => undefined)
  const status = credentials.status()
  await vi.advanceTimersByTimeAsync(10_000)
  vi.useRealTimers()
  expect(await status).toBe('locked')
})

test.each(['linux', 'darwin', 'win32'] as const)(
  'every trouble has its own words on %s',
  platform => {
    const failures = (['absent', 'locked', 'hung'] as const).map(
      trouble => keychainFailure(trouble, undefined, platform).failure,
    )
    expect(new Set(failures.map(failure => failure.message)).size).toBe(3)
    for (const { message, remedy } of failures) {
      expect(message).toMatch(/^[A-Z].*\.$/)
      expect(remedy).toMatch(/, or keep the secret for this session only\.$/)
    }
  },
)
