import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { NOTHING_SAVED, type SavedWorkspace } from '#shared/workspace.ts'
import { WorkspaceStore } from './workspace-store.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-workspace-'))
  file = join(folder, 'workspace.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const one: SavedWorkspace = {
  tabs: [{ panes: [{ type: 'profile', profileId: 'work' }], active: 0, split: 0.5 }],
  active: 0,
}

test('the tabs that were saved are there at the next start', async () => {
  const store = new WorkspaceStore({ file })
  expect(await store.get()).toEqual(NOTHING_SAVED)
  await store.save(one)
  expect(await new WorkspaceStore({ file }).get()).toEqual(one)
})

test('what is being saved is there already, and what was saved last counts', async () => {
  const store = new WorkspaceStore({ file })
  const two = { ...one, tabs: [...one.tabs, ...one.tabs] }
  const saving = [store.save(one), store.save(two)]
  expect(await store.get()).toEqual(two)
  await Promise.all(saving)
})

test('a tab that cannot be read is left out, the others stay', async () => {
  await new WorkspaceStore({ file }).save(one)
  const saved = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify({ ...saved, tabs: [{ panes: 'all' }, ...saved.tabs] }))
  expect(await new WorkspaceStore({ file }).get()).toEqual(one)
})
