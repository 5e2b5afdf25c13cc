import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forkKeychainProcess } from '../../electron/credentials/keychain-process.ts'
import { KeychainVault } from '../../electron/credentials/keychain-vault.ts'
import { type Keyring, keyringMissing, startKeyring } from '../servers/keyring.ts'

const missing = keyringMissing()
if (missing) process.stderr.write(`SKIPPED: the tests of a stuck keychain: ${missing}\n`)

const noDisplay = spawnSync('Xvfb', ['-help']).error
if (noDisplay) {
  process.stderr.write(
    'SKIPPED: the keychain’s password window: Xvfb not found: apt-get install --no-install-recommends xvfb gcr\n',
  )
}

describe.skipIf(missing)('Pail quits at once', () => {
  test('while a keychain call hangs', async () => {
    const keyring = await startKeyring()
    const vault = import.meta.resolve('../../electron/credentials/keychain-vault.ts')
    const program = `
      import { KeychainVault } from ${JSON.stringify(vault)}
      const vault = new KeychainVault()
      await vault.set('one', 'kept')
      process.send('ready')
      await new Promise(go => process.once('message', go))
      void vault.get('one').catch(() => undefined)
      setTimeout(() => process.exit(7), 500)`
    const pail = spawn(process.execPath, ['--input-type=module', '-e', program], {
      env: keyring.env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    await once(pail, 'message')
    keyring.stopDaemon()
    pail.send('go')
    // A call in the same process would hold it for the 25 seconds that D-Bus waits, or for ever.
    const ended = await once(pail, 'exit', { signal: AbortSignal.timeout(15_000) })
    await keyring.stop()
    expect(ended).toEqual([7, null])
  })
})

describe.skipIf(missing ?? noDisplay)('a locked keyring that can ask for its password', () => {
  let display: ChildProcess
  let keyring: Keyring
  beforeAll(async () => {
    display = spawn('Xvfb', ['-displayfd', '1', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const [number] = display.stdout ? await once(display.stdout, 'data') : []
    keyring = await startKeyring({ display: `:${String(number).trim()}` })
  })
  afterAll(async () => {
    await keyring.stop()
    display.kill()
  })

  test('asks for it, and is told as locked when nobody types it', async () => {
    const start = (script: URL) => forkKeychainProcess(script, keyring.env)
    const vault = new KeychainVault({ start, patience: { service: 5_000, user: 3_000 } })
    await vault.set('one', 'kept before')
    keyring.lock()
    expect(keyring.isPrompting()).toBe(false)
    await expect(vault.get('one')).rejects.toMatchObject({ code: 'keychain-locked' })
    expect(keyring.isPrompting()).toBe(true)
    vault.close()
  })
})
