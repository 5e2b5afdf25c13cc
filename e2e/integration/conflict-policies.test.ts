import { readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ConflictPolicy } from '#shared/transfer-plan.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { localFolder, newFileManager } from './file-manager.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

const fileManager = () => newFileManager(server)

/** Gives a file a time, in seconds from now. */
async function at(path: string, seconds: number): Promise<void> {
  const time = new Date(Date.now() + seconds * 1000)
  await utimes(path, time, time)
}

const HOUR = 3600
/** What stands at each of four names, and what would take its place. */
const THERE = {
  'older.txt': 'there',
  'newer.txt': 'there',
  'same.txt': 'there',
  'size.txt': 'there',
}
const YOURS = {
  'older.txt': 'yours',
  'newer.txt': 'yours',
  'same.txt': 'there',
  'size.txt': 'longer',
}
const CASES: { policy: ConflictPolicy; replaced: (keyof typeof THERE)[] }[] = [
  { policy: 'replace', replaced: ['newer.txt', 'older.txt', 'same.txt', 'size.txt'] },
  { policy: 'skip', replaced: [] },
  { policy: 'replace-newer', replaced: ['newer.txt'] },
  { policy: 'replace-different', replaced: ['newer.txt', 'size.txt'] },
  { policy: 'replace-changed', replaced: ['newer.txt', 'older.txt', 'size.txt'] },
]

describe.each(CASES)('the rule $policy', ({ policy, replaced }) => {
  const expected = (name: keyof typeof THERE) =>
    replaced.includes(name) ? YOURS[name] : THERE[name]

  test('is kept by an upload, which tells what it skipped', async () => {
    const app = await fileManager()
    const first = await localFolder(THERE)
    await app.run(await app.planUpload('', ...Object.keys(THERE).map(name => join(first, name))))
    const source = await localFolder(YOURS)
    for (const name of Object.keys(YOURS)) {
      await at(join(source, name), name === 'newer.txt' ? HOUR : -HOUR)
    }
    const plan = await app.planUpload('', ...Object.keys(YOURS).map(name => join(source, name)))
    expect(plan.conflictCount).toBe(4)
    const end = await app.run(plan, policy)
    expect(end.state.status).toBe('done')
    expect(end).toMatchObject({ itemsDone: replaced.length, itemsSkipped: 4 - replaced.length })
    expect(end.bytesDone).toBe(end.bytesTotal)
    const skipped = app.transfers.items.page(end.id, { text: '', state: 'skipped' }, PAGE)
    expect(skipped.items.map(({ note }) => note)).not.toContain(undefined)
    const down = await localFolder()
    await app.run(await app.planDownload('', { prefixes: [''] }, down))
    for (const name of Object.keys(THERE) as (keyof typeof THERE)[]) {
      expect(await readFile(join(down, name), 'utf8'), name).toBe(expected(name))
    }
  })

  test('is kept by a download', async () => {
    const app = await fileManager()
    const source = await localFolder(YOURS)
    await app.run(await app.planUpload('', ...Object.keys(YOURS).map(name => join(source, name))))
    const target = await localFolder(THERE)
    // A download gives a file the time of its object.
    for (const name of Object.keys(THERE)) {
      const { modified = 0 } = await app.storage.head(name)
      const time = new Date(modified - (name === 'newer.txt' ? HOUR * 1000 : 0))
      await utimes(join(target, name), time, time)
    }
    const end = await app.run(await app.planDownload('', { prefixes: [''] }, target), policy)
    expect(end.state.status).toBe('done')
    for (const name of Object.keys(THERE) as (keyof typeof THERE)[]) {
      expect(await readFile(join(target, name), 'utf8'), name).toBe(expected(name))
    }
  })
})

test('a copy skips what is its copy already, and replaces what is not', async () => {
  const app = await fileManager()
  const source = await localFolder({ 'a/x.txt': 'one', 'a/y.txt': 'two' })
  await app.run(await app.planUpload('', join(source, 'a')))
  await app.run(await app.planCopy('copy', { prefixes: ['a/'] }, { to: 'b/' }))
  await writeFile(join(source, 'a', 'y.txt'), 'three')
  await app.run(await app.planUpload('', join(source, 'a', 'y.txt')))
  await app.run(await app.planCopy('move', { keys: ['y.txt'] }, { to: 'a/' }), 'replace')
  const end = await app.run(
    await app.planCopy('copy', { prefixes: ['a/'] }, { to: 'b/' }),
    'replace-changed',
  )
  expect(end).toMatchObject({ itemsDone: 1, itemsSkipped: 1, state: { status: 'done' } })
  expect((await app.storage.head('b/a/y.txt')).size).toBe(5)
})

const PAGE = { from: 0, to: 200 }
