import { expect, test } from 'vitest'
import type { ProfileDraft } from '#shared/profile.ts'
import { profileOptions } from './profile-options.ts'

const draft: ProfileDraft = {
  label: 'Work',
  color: 'red',
  endpoint: { type: 'aws' },
  region: 'eu-west-1',
  addressing: 'auto',
  credentials: { type: 'keys', accessKeyId: 'AK' },
  readOnly: true,
}

test('a profile with keys is joined with its secret', async () => {
  const options = await profileOptions(draft, async () => ({ secretAccessKey: 'S' }))
  expect(options).toMatchObject({
    profileName: 'Work',
    readOnly: true,
    credentials: { type: 'keys', accessKeyId: 'AK', secretAccessKey: 'S' },
  })
})

test('keys without a secret are told, by the name of the profile', async () => {
  await expect(profileOptions(draft, async () => undefined)).rejects.toMatchObject({
    code: 'no-credentials',
    message: expect.stringContaining('"Work"'),
  })
})

test('a profile without keys of ours asks for no secret, so no keychain can hold it up', async () => {
  const asked = () => Promise.reject(new Error('The keychain was asked.'))
  const anonymous: ProfileDraft = { ...draft, credentials: { type: 'anonymous' } }
  expect(await profileOptions(anonymous, asked)).toMatchObject({
    credentials: { type: 'anonymous' },
  })
})
