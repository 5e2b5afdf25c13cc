import { describe, expect, test } from 'vitest'
import type { Profile, SecretStatus } from '#shared/profile.ts'
import { formFor, type ProfileForm, readForm } from './profile-form.ts'
import { accessKeyHint, isUnencrypted } from './profile-hints.ts'
import { parseStart } from './start-place.ts'

const saved = {
  id: 'p1',
  label: 'Work',
  color: 'red',
  endpoint: { type: 'custom', url: 'https://s3.example.com' },
  region: 'eu-west-1',
  addressing: 'path',
  credentials: { type: 'keys', accessKeyId: 'AKIAEXAMPLE' },
  start: { bucket: 'reports', prefix: '2026/' },
  readOnly: true,
  secret: 'keychain' as const,
} satisfies Profile & { secret: SecretStatus }

const typed: ProfileForm = {
  ...formFor({ type: 'new' }),
  label: 'Work',
  accessKeyId: 'AKIAEXAMPLE',
  secretAccessKey: ' secret ',
}
const NEW = { type: 'new' } as const

describe('the profile form', () => {
  test('gives back the profile it was opened with, and leaves the secret where it is', () => {
    const edit = { type: 'edit', profile: saved } as const
    const { secret: _, ...profile } = saved
    expect(readForm(formFor(edit), edit)).toEqual({ ok: true, profile, secret: { type: 'keep' } })
  })

  test('of a duplicate has no id, another name and a copy of the secret', () => {
    const edit = { type: 'duplicate', profile: saved } as const
    const { id: _, secret: __, ...rest } = saved
    expect(readForm(formFor(edit), edit)).toEqual({
      ok: true,
      profile: { ...rest, label: 'Work copy' },
      secret: { type: 'copy', from: 'p1' },
    })
  })

  test('sends a typed secret without the spaces that copying brings', () => {
    expect(readForm(typed, NEW)).toMatchObject({
      secret: { type: 'set', where: 'keychain', secret: { secretAccessKey: 'secret' } },
    })
  })

  test('asks for the secret that is missing', () => {
    const edit = { type: 'edit', profile: { ...saved, secret: 'missing' } } as const
    expect(readForm(formFor(edit), edit)).toMatchObject({
      errors: { secretAccessKey: 'Enter the secret access key.' },
    })
  })

  test('says what is wrong at the field it is wrong in', () => {
    const bad = { ...typed, label: ' ', provider: 'custom', url: 's3.example.com', region: 'a b' }
    const result = readForm(bad as ProfileForm, NEW)
    expect(result.ok ? [] : Object.keys(result.errors).sort()).toEqual(['label', 'region', 'url'])
  })

  test('needs no key for public buckets', () => {
    expect(readForm({ ...typed, source: 'anonymous', accessKeyId: '' }, NEW)).toMatchObject({
      ok: true,
      secret: { type: 'keep' },
    })
  })

  test('asks for the session token of a temporary key', () => {
    const result = readForm({ ...typed, accessKeyId: 'ASIAEXAMPLE' }, NEW)
    expect(result).toMatchObject({ errors: { sessionToken: expect.stringContaining('ASIA') } })
  })
})

test('a profile opens at a bucket, a folder or an s3:// URI', () => {
  expect(parseStart(' ')).toBeUndefined()
  expect(parseStart('reports')).toEqual({ bucket: 'reports', prefix: '' })
  expect(parseStart('reports/2026')).toEqual({ bucket: 'reports', prefix: '2026/' })
  expect(parseStart('s3://reports/a//b/')).toEqual({ bucket: 'reports', prefix: 'a//b/' })
})

test('http is warned of, except on this computer', () => {
  const at = (url: string) => isUnencrypted({ ...typed, provider: 'custom', url })
  expect(['http://minio.lan:9000', 'http://10.0.0.5'].map(at)).toEqual([true, true])
  expect(
    ['https://minio.lan', 'http://localhost:9000', 'http://127.0.0.1', 'http://[::1]:1', 'x'].map(
      at,
    ),
  ).toEqual([false, false, false, false, false])
})

test('a secret pasted as the access key id is noticed', () => {
  const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
  expect(accessKeyHint({ ...typed, accessKeyId: secret })).toMatch(/looks like a secret/)
  expect(accessKeyHint({ ...typed, accessKeyId: 'AKIAEXAMPLE' })).toBeUndefined()
})
