import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { credentialProvider } from './sdk-credentials.ts'

test('keys are used as they are, with their session token when there is one', async () => {
  const keys = { type: 'keys', accessKeyId: 'id', secretAccessKey: 'secret' } as const
  expect(await credentialProvider(keys)?.()).toEqual({
    accessKeyId: 'id',
    secretAccessKey: 'secret',
  })
  const withToken = credentialProvider({ ...keys, sessionToken: 'token' })
  expect(await withToken?.()).toMatchObject({ sessionToken: 'token' })
})

test('an AWS profile is read from the files of the AWS CLI', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pail-aws-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'credentials')
  await writeFile(file, '[work]\naws_access_key_id = id\naws_secret_access_key = secret\n')
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', file)
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'none'))
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  const work = credentialProvider({ type: 'aws-profile', name: 'work' })
  expect(await work?.()).toMatchObject({ accessKeyId: 'id', secretAccessKey: 'secret' })
  const missing = credentialProvider({ type: 'aws-profile', name: 'missing' })
  await expect(missing?.()).rejects.toMatchObject({ name: 'CredentialsProviderError' })
})

test('a provider is asked once, and again when what it gave is about to expire', async () => {
  let asked = 0
  const provider = async () => {
    asked += 1
    const lifetime = asked === 1 ? 60_000 : 3_600_000
    const expiration = new Date(Date.now() + lifetime)
    return { accessKeyId: `id ${asked}`, secretAccessKey: 'secret', expiration }
  }
  const shared = credentialProvider({ type: 'provider', provider })
  expect(await shared?.()).toMatchObject({ accessKeyId: 'id 1' })
  expect(await shared?.()).toMatchObject({ accessKeyId: 'id 2' })
  expect(await shared?.()).toMatchObject({ accessKeyId: 'id 2' })
})

test('a provider that failed is asked again', async () => {
  let signedIn = false
  const provider = async () => {
    if (!signedIn) throw new Error('Sign in first')
    return { accessKeyId: 'id', secretAccessKey: 'secret' }
  }
  const shared = credentialProvider({ type: 'provider', provider })
  await expect(shared?.()).rejects.toThrow('Sign in first')
  signedIn = true
  expect(await shared?.()).toMatchObject({ accessKeyId: 'id' })
})
