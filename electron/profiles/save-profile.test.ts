import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AppError } from '#shared/errors.ts'
import type { ProfileDraft, SecretChange } from '#shared/profile.ts'
import { Credentials } from '../credentials/credentials.ts'
import { SessionVault } from '../credentials/session-vault.ts'
import { Profiles } from './profiles.ts'
import { saveProfile } from './save-profile.ts'

const draft: ProfileDraft = {
  label: 'Work',
  color: 'red',
  endpoint: { type: 'aws' },
  region: 'eu-west-1',
  addressing: 'auto',
  credentials: { type: 'keys', accessKeyId: 'AK' },
  readOnly: false,
}
const secret = (secretAccessKey: string): SecretChange => ({
  type: 'set',
  secret: { secretAccessKey },
  where: 'keychain',
})

async function services(keychain: SessionVault) {
  const file = join(await mkdtemp(join(tmpdir(), 'pail-')), 'profiles.json')
  const credentials = new Credentials({ keychain, session: new SessionVault() })
  return { profiles: new Profiles({ file }), credentials }
}

class LockedVault extends SessionVault {
  override set(): Promise<void> {
    const init = { code: 'keychain-locked', message: 'Locked.', remedy: 'Unlock it.' } as const
    return Promise.reject(new AppError(init))
  }
}

test('a new profile is saved with its secret', async () => {
  const { profiles, credentials } = await services(new SessionVault())
  const { id } = await saveProfile(profiles, credentials, draft, secret('one'))
  expect(await credentials.secret(id)).toEqual({ secretAccessKey: 'one' })
  expect(profiles.list().profiles).toHaveLength(1)
})

test('a keychain that refuses leaves no new profile, and an old one as it was', async () => {
  const { profiles, credentials } = await services(new LockedVault())
  await expect(saveProfile(profiles, credentials, draft, secret('one'))).rejects.toMatchObject({
    code: 'keychain-locked',
  })
  expect(profiles.list().profiles).toEqual([])
  const old = await saveProfile(profiles, credentials, draft, { type: 'keep' })
  const change = saveProfile(profiles, credentials, { ...old, label: 'New' }, secret('two'))
  await expect(change).rejects.toMatchObject({ code: 'keychain-locked' })
  expect(profiles.list().profiles).toEqual([old])
})

test('a secret cannot be put on a profile that does not exist', async () => {
  const { profiles, credentials } = await services(new SessionVault())
  const saved = saveProfile(profiles, credentials, { ...draft, id: 'nobody' }, secret('one'))
  await expect(saved).rejects.toMatchObject({ code: 'no-such-profile' })
  expect(await credentials.secret('nobody')).toBeUndefined()
})

test('a profile that needs no keys any more loses its secret, and is given none', async () => {
  const { profiles, credentials } = await services(new SessionVault())
  const saved = await saveProfile(profiles, credentials, draft, secret('one'))
  const open = { ...saved, credentials: { type: 'anonymous' } } as const
  await saveProfile(profiles, credentials, open, secret('two'))
  expect(await credentials.secret(saved.id)).toBeUndefined()
})
