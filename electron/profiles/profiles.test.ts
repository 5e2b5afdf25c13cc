import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PLAYGROUND_PROFILE_ID, type ProfileDraft } from '#shared/profile.ts'
import { Profiles } from './profiles.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-profiles-'))
  file = join(folder, 'profiles.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const draft = (label: string): ProfileDraft => ({
  label,
  color: 'blue',
  endpoint: { type: 'custom', url: 'https://s3.example.com' },
  region: 'us-east-1',
  addressing: 'auto',
  credentials: { type: 'keys', accessKeyId: 'AKIAEXAMPLE' },
  readOnly: false,
})

const labels = (profiles: Profiles) => profiles.list().profiles.map(profile => profile.label)

test('profiles keep the order in which they were added, over a restart', async () => {
  const profiles = new Profiles({ file })
  for (const label of ['one', 'two', 'three']) await profiles.save(draft(label))
  expect(labels(new Profiles({ file }))).toEqual(['one', 'two', 'three'])
})

test('a changed profile stays in its place and keeps its id', async () => {
  const profiles = new Profiles({ file })
  const first = await profiles.save(draft('one'))
  await profiles.save(draft('two'))
  const changed = await profiles.save({ ...draft('uno'), id: first.id })
  expect(changed.id).toBe(first.id)
  expect(labels(profiles)).toEqual(['uno', 'two'])
})

test('profiles saved at the same moment are all kept, each with its own id', async () => {
  const profiles = new Profiles({ file })
  const saved = await Promise.all(['a', 'b', 'c', 'd'].map(label => profiles.save(draft(label))))
  expect(new Set(saved.map(profile => profile.id)).size).toBe(4)
  expect(labels(new Profiles({ file }))).toEqual(['a', 'b', 'c', 'd'])
})

test('a deleted profile is gone, the others keep their order', async () => {
  const profiles = new Profiles({ file })
  await profiles.save(draft('one'))
  const second = await profiles.save(draft('two'))
  await profiles.save(draft('three'))
  await profiles.delete(second.id)
  expect(labels(new Profiles({ file }))).toEqual(['one', 'three'])
  expect(() => profiles.get(second.id)).toThrow(
    expect.objectContaining({ code: 'no-such-profile' }),
  )
})

test('a profile that is not there can be neither changed nor deleted', async () => {
  const profiles = new Profiles({ file })
  const refused = expect.objectContaining({ code: 'no-such-profile' })
  await expect(profiles.save({ ...draft('ghost'), id: 'ghost' })).rejects.toEqual(refused)
  await expect(profiles.delete('ghost')).rejects.toEqual(refused)
})

test('nothing but the fields of a profile gets into the file', async () => {
  const careless = { ...draft('one'), secretAccessKey: 'CANARY-SECRET' }
  await new Profiles({ file }).save(careless)
  expect(await readFile(file, 'utf8')).not.toContain('CANARY')
})

test('the playground profile is listed last and never written', async () => {
  const profiles = new Profiles({ file })
  profiles.addTransient({ ...draft('Playground'), id: PLAYGROUND_PROFILE_ID })
  await profiles.save(draft('one'))
  expect(labels(profiles)).toEqual(['one', 'Playground'])
  expect(profiles.get(PLAYGROUND_PROFILE_ID).label).toBe('Playground')
  expect(labels(new Profiles({ file }))).toEqual(['one'])
  expect(await readFile(file, 'utf8')).not.toContain('Playground')
  await expect(
    profiles.save({ ...draft('Mine'), id: PLAYGROUND_PROFILE_ID }),
  ).rejects.toMatchObject({ code: 'invalid' })
  await profiles.delete(PLAYGROUND_PROFILE_ID)
  expect(labels(profiles)).toEqual(['one'])
})

test('one bad profile does not cost the others: the original is kept aside and named', async () => {
  const good = { ...draft('good'), id: 'good' }
  const bad = { ...draft('bad'), id: 'bad', region: 'no region!' }
  const twin = { ...draft('twin'), id: 'good' }
  const text = JSON.stringify({ version: 1, profiles: [bad, good, 17, twin] })
  await writeFile(file, text)
  const profiles = new Profiles({ file })
  const { damaged } = profiles.list()
  expect(labels(profiles)).toEqual(['good'])
  expect(damaged?.reason).toBe('3 of 4 profiles could not be read: “bad”, number 3, “twin”.')
  expect(await readFile(damaged?.keptAs ?? '', 'utf8')).toBe(text)
  await profiles.save(draft('new'))
  expect(labels(new Profiles({ file }))).toEqual(['good', 'new'])
})

test('profiles of a newer Pail are left alone, and saving says so', async () => {
  await writeFile(file, '{"version":9,"profiles":[]}')
  const profiles = new Profiles({ file })
  expect(profiles.list().damaged).toEqual({
    keptAs: file,
    reason: 'The file with your profiles was made by a newer version of Pail.',
  })
  await expect(profiles.save(draft('one'))).rejects.toMatchObject({ code: 'local-file' })
  expect(await readFile(file, 'utf8')).toBe('{"version":9,"profiles":[]}')
})

test('every change is told, until nobody listens', async () => {
  const profiles = new Profiles({ file })
  let told = 0
  const stop = profiles.onChange(() => told++)
  const { id } = await profiles.save(draft('one'))
  await profiles.delete(id)
  profiles.addTransient({ ...draft('Playground'), id: PLAYGROUND_PROFILE_ID })
  expect(told).toBe(3)
  stop()
  await profiles.save(draft('two'))
  expect(told).toBe(3)
})
