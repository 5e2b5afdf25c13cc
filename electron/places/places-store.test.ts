import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PlacesStore } from './places-store.ts'

let folder: string
let keepsRecents: boolean
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-places-'))
  keepsRecents = true
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = (announced: unknown[] = []) =>
  new PlacesStore({
    file: join(folder, 'places.json'),
    keepsRecents: () => keepsRecents,
    labelOf: id => `Profile ${id}`,
    onChange: places => announced.push(places),
  })
const at = (prefix: string, profileId = 'p') => ({ profileId, bucket: 'notes', prefix })

test('favorites keep their order and names when Pail starts again', async () => {
  const announced: unknown[] = []
  const store = open(announced)
  await store.addFavorite(at('a/'))
  await store.addFavorite(at('b/'))
  const { favorites } = await store.addFavorite(at('c/'), 0)
  const [first] = favorites
  await store.renameFavorite(first?.id ?? '', 'Mine')
  await store.moveFavorite(first?.id ?? '', 2)
  await store.addFavorite(at('a/'))
  const again = open().get().favorites
  expect(again.map(({ prefix, name }) => [prefix, name])).toEqual([
    ['a/', undefined],
    ['b/', undefined],
    ['c/', 'Mine'],
  ])
  expect(again[0]?.profileLabel).toBe('Profile p')
  expect(announced).toHaveLength(6)
  await store.renameFavorite(first?.id ?? '', '')
  expect(open().get().favorites[2]).not.toHaveProperty('name')
  await store.removeFavorite(first?.id ?? '')
  expect(open().get().favorites).toHaveLength(2)
})

test('recents are forgotten for one profile or for all, and not kept when they are off', async () => {
  const store = open()
  await store.visit(at('a/'))
  await store.visit(at('a/', 'q'))
  await store.clearRecents('p')
  expect(store.get().recents.map(({ profileId }) => profileId)).toEqual(['q'])
  await store.clearRecents()
  keepsRecents = false
  await store.visit(at('b/'))
  expect(open().get().recents).toEqual([])
  expect(await readFile(join(folder, 'places.json'), 'utf8')).not.toContain('b/')
})

test('a damaged file is kept aside, and what is whole in it stays', async () => {
  const store = open()
  await store.addFavorite(at('a/'))
  const file = join(folder, 'places.json')
  const data = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify({ ...data, favorites: [...data.favorites, { id: 7 }] }))
  expect(
    open()
      .get()
      .favorites.map(({ prefix }) => prefix),
  ).toEqual(['a/'])
  expect((await readdir(folder)).join()).toMatch(/places\.json\.damaged-/)
  await writeFile(file, '{"version":1,')
  expect(open().get().favorites).toEqual([])
})
