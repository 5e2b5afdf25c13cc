import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DEFAULT_SETTINGS, type Settings } from '#shared/settings.ts'
import { SettingsStore } from './settings-store.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-settings-'))
  file = join(folder, 'settings.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a first start has the defaults', () => {
  expect(new SettingsStore({ file }).get()).toEqual(DEFAULT_SETTINGS)
})

test('a change keeps the other settings, and lasts', async () => {
  const store = new SettingsStore({ file })
  await store.change({ theme: 'dark' })
  await store.change({ concurrency: 8, theme: undefined })
  const expected = { ...DEFAULT_SETTINGS, theme: 'dark', concurrency: 8 }
  expect(store.get()).toEqual(expected)
  expect(new SettingsStore({ file }).get()).toEqual(expected)
})

test('an older file without a newer setting reads with its default', async () => {
  await writeFile(file, '{"version":1,"theme":"dark"}')
  expect(new SettingsStore({ file }).get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' })
  expect(await readdir(folder)).toEqual(['settings.json'])
})

test('one bad setting does not cost the others, and the file is kept aside', async () => {
  await writeFile(file, '{"version":1,"theme":"pink","density":"compact","sidebarWidth":9000}')
  const store = new SettingsStore({ file })
  expect(store.get()).toEqual({ ...DEFAULT_SETTINGS, density: 'compact' })
  await store.change({ theme: 'light' })
  const aside = (await readdir(folder)).find(name => name.includes('.damaged-'))
  expect(await readFile(join(folder, aside ?? ''), 'utf8')).toContain('pink')
})

test('who listens gets the settings after each change', async () => {
  const store = new SettingsStore({ file })
  const told: Settings[] = []
  const stop = store.onChange(settings => told.push(settings))
  await store.change({ foldersFirst: false })
  stop()
  await store.change({ foldersFirst: true })
  expect(told).toEqual([{ ...DEFAULT_SETTINGS, foldersFirst: false }])
})
