import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { forkKeychainProcess } from '../../electron/credentials/keychain-process.ts'
import { KeychainVault, type Patience } from '../../electron/credentials/keychain-vault.ts'
import { SessionVault } from '../../electron/credentials/session-vault.ts'
import type { Vault } from '../../electron/credentials/vault.ts'
import { type Keyring, keyringMissing, startBareBus, startKeyring } from '../servers/keyring.ts'

const missing = keyringMissing()
if (missing) process.stderr.write(`SKIPPED: the keychain tests: ${missing}\n`)

const QUICK: Patience = { service: 3_000, user: 3_000 }
const opened: KeychainVault[] = []

function vaultIn(env: NodeJS.ProcessEnv, patience?: Patience): KeychainVault {
  const start = (script: URL) => forkKeychainProcess(script, env)
  const vault = new KeychainVault(patience ? { start, patience } : { start })
  opened.push(vault)
  return vault
}

afterEach(() => {
  for (const vault of opened.splice(0)) vault.close()
})

/** What every vault keeps to, wherever it puts the secrets. */
function vaultContract(open: () => Vault): void {
  let vault: Vault
  beforeEach(() => {
    vault = open()
  })

  test('an account without a secret has none, and deleting it is no error', async () => {
    expect(await vault.get('nobody')).toBeUndefined()
    await vault.delete('nobody')
  })

  test('a secret comes back as it was, and the last one set wins', async () => {
    await vault.set('one', 'first')
    await vault.set('one', 'sécond ☃ 🪣 "quoted"\n')
    expect(await vault.get('one')).toBe('sécond ☃ 🪣 "quoted"\n')
  })

  test('accounts do not get into each other', async () => {
    await vault.set('a', 'of a')
    await vault.set('b', 'of b')
    await vault.delete('a')
    expect(await vault.get('a')).toBeUndefined()
    expect(await vault.get('b')).toBe('of b')
  })

  test('a secret far over the 2,560 bytes of a Windows entry comes back whole', async () => {
    const long = JSON.stringify({ secretAccessKey: 's', sessionToken: '☃t'.repeat(8_000) })
    await vault.set('long', long)
    expect(await vault.get('long')).toBe(long)
    const longer = `${long}${long}`
    await vault.set('long', longer)
    expect(await vault.get('long')).toBe(longer)
    await vault.set('long', 'short again')
    expect(await vault.get('long')).toBe('short again')
  })

  test('a secret that looks like the head of a split one comes back as it was', async () => {
    await vault.set('odd', 'pail-parts:a:3')
    expect(await vault.get('odd')).toBe('pail-parts:a:3')
  })

  test('calls at the same moment all succeed', async () => {
    const accounts = Array.from({ length: 8 }, (_, index) => `together ${index}`)
    await Promise.all(accounts.map(account => vault.set(account, `of ${account}`)))
    const secrets = await Promise.all(accounts.map(account => vault.get(account)))
    expect(secrets).toEqual(accounts.map(account => `of ${account}`))
  })
}

describe('the session vault', () => vaultContract(() => new SessionVault()))

describe.skipIf(missing)('the keychain vault, on an unlocked gnome-keyring', () => {
  let keyring: Keyring
  beforeAll(async () => {
    keyring = await startKeyring()
  })
  afterAll(() => keyring.stop())

  vaultContract(() => vaultIn(keyring.env))

  test('a secret outlives the process that set it', async () => {
    const first = vaultIn(keyring.env)
    await first.set('lasting', 'still here')
    first.close()
    expect(await vaultIn(keyring.env).get('lasting')).toBe('still here')
  })

  test('a long secret leaves no part behind when it is replaced or deleted', async () => {
    const vault = vaultIn(keyring.env)
    await vault.set('parts', 'x'.repeat(5_000))
    expect(await vault.get('parts#a2')).toBe('x'.repeat(5_000 - 2 * 2_048))
    await vault.set('parts', 'y'.repeat(5_000))
    expect(await vault.get('parts#a0')).toBeUndefined()
    expect(await vault.get('parts#b0')).toBe('y'.repeat(2_048))
    await vault.delete('parts')
    for (const part of ['#b0', '#b1', '#b2']) {
      expect(await vault.get(`parts${part}`)).toBeUndefined()
    }
  })

  test('a long secret with a lost part counts as none, never as a shorter one', async () => {
    const vault = vaultIn(keyring.env)
    await vault.set('holed', 'x'.repeat(5_000))
    await vault.delete('holed#a1')
    expect(await vault.get('holed')).toBeUndefined()
  })
})

describe.skipIf(missing)('the keychain vault, on a locked gnome-keyring', () => {
  let keyring: Keyring
  let vault: KeychainVault
  beforeAll(async () => {
    keyring = await startKeyring()
    vault = vaultIn(keyring.env)
    await vault.set('one', 'kept before')
  })
  afterAll(() => keyring.stop())

  test('says locked to everything, also to what is not there', async () => {
    keyring.lock()
    vault = vaultIn(keyring.env)
    const locked = expect.objectContaining({
      code: 'keychain-locked',
      remedy: expect.stringContaining('keep the secret for this session only'),
    })
    await expect(vault.get('one')).rejects.toEqual(locked)
    await expect(vault.get('nobody')).rejects.toEqual(locked)
    await expect(vault.set('two', 'CANARY')).rejects.toEqual(locked)
    await expect(vault.delete('one')).rejects.toEqual(locked)
  })

  test('has everything again after the next login', async () => {
    await keyring.logInAgain()
    vault = vaultIn(keyring.env)
    expect(await vault.get('one')).toBe('kept before')
    expect(await vault.get('two')).toBeUndefined()
  })
})

describe.skipIf(missing)('the keychain vault, on a keyring that hangs', () => {
  let keyring: Keyring
  beforeAll(async () => {
    keyring = await startKeyring()
  })
  afterAll(() => keyring.stop())

  test('says hung, while the main thread stays free; works again when the keyring does', async () => {
    const vault = vaultIn(keyring.env, QUICK)
    await vault.set('one', 'kept before')
    keyring.stopDaemon()
    let ticks = 0
    const ticking = setInterval(() => ticks++, 20)
    const hung = expect.objectContaining({ code: 'keychain-hung' })
    await expect(vault.get('one')).rejects.toEqual(hung)
    clearInterval(ticking)
    expect(ticks).toBeGreaterThan(50)
    keyring.resumeDaemon()
    expect(await vault.get('one')).toBe('kept before')
  })

  test('who waits behind the one that hung is not made to wait again', async () => {
    const vault = vaultIn(keyring.env, QUICK)
    keyring.stopDaemon()
    const calls = Array.from({ length: 20 }, () => vault.get('one'))
    const outcomes = await Promise.allSettled(calls)
    keyring.resumeDaemon()
    expect(new Set(outcomes.map(outcome => outcome.status))).toEqual(new Set(['rejected']))
    expect(await vault.get('one')).toBe('kept before')
  })
})

describe.skipIf(missing)('the keychain vault, without a keyring', () => {
  const absent = (env: NodeJS.ProcessEnv) =>
    expect(vaultIn(env).set('one', 'CANARY')).rejects.toMatchObject({
      code: 'keychain-absent',
      message: expect.not.stringContaining('CANARY'),
      remedy: expect.stringContaining('apt install gnome-keyring'),
    })

  test('says absent where there is no session bus', () =>
    absent({ PATH: process.env['PATH'], HOME: '/nonexistent' }))

  test('says absent where the bus is gone', () =>
    absent({
      PATH: process.env['PATH'],
      HOME: '/nonexistent',
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus',
    }))

  test('says absent where nobody on the bus keeps secrets', async () => {
    const bus = await startBareBus({ services: false })
    await absent(bus.env).finally(() => bus.stop())
  })

  test('says locked where a keyring is installed but was never set up', async () => {
    const bus = await startBareBus({ services: true })
    const refused = expect(vaultIn(bus.env).set('one', 'CANARY')).rejects.toMatchObject({
      code: 'keychain-locked',
      message: expect.stringContaining('or was never set up'),
    })
    await refused.finally(() => bus.stop())
  })
})

test.skipIf(missing)(
  'a keychain process that dies is told, and the next call has another',
  async () => {
    const env = { PATH: process.env['PATH'], HOME: '/nonexistent' }
    let started = 0
    const start = (script: URL) => {
      const child = forkKeychainProcess(script, env)
      started += 1
      if (started === 1) child.kill()
      return child
    }
    const vault = new KeychainVault({ start })
    opened.push(vault)
    await expect(vault.get('one')).rejects.toMatchObject({ code: 'keychain-hung' })
    await expect(vault.get('one')).rejects.toMatchObject({ code: 'keychain-absent' })
    expect(started).toBe(2)
  },
)
