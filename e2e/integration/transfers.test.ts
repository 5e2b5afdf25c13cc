import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { bytesOf } from './faulty-storage.ts'
import { FileManager, filesIn, localFolder, newFileManager, noise } from './file-manager.ts'
import { connectTo } from './storage-connection.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

const fileManager = (options: { readOnly?: boolean; lanes?: number } = {}) =>
  newFileManager(server, options)

describe('a tree of files', () => {
  test('goes up, comes down byte for byte, and goes away', async () => {
    const app = await fileManager()
    const tree = {
      'photos/a.jpg': noise(300_000, 1),
      'photos/2026/deep/b bin+%.dat': noise(70_000, 2),
      'photos/2026/ünï 漢.txt': 'text',
      'photos/none.txt': '',
      'photos/empty/': '',
    }
    const source = await localFolder(tree)
    const plan = await app.planUpload('in/', join(source, 'photos'))
    expect(plan).toMatchObject({ items: 4, folders: 1, bytes: 370_004, conflictCount: 0 })

    const up = await app.run(plan)
    expect(up).toMatchObject({ itemsTotal: 5, itemsDone: 5, bytesDone: 370_004 })
    expect(up.state.status).toBe('done')
    expect(await app.keys()).toContain('in/photos/empty/')
    expect([...app.changed].sort()).toEqual([
      '',
      'in/',
      'in/photos/',
      'in/photos/2026/',
      'in/photos/2026/deep/',
      'in/photos/empty/',
    ])
    expect((await app.storage.head('in/photos/a.jpg')).contentType).toBe('image/jpeg')

    const target = await localFolder()
    const down = await app.run(await app.planDownload('in/', { prefixes: ['in/photos/'] }, target))
    expect(down.state.status).toBe('done')
    expect(await filesIn(target)).toEqual(await filesIn(source))

    const away = await app.run(await app.planDelete('', { prefixes: ['in/'] }))
    expect(away).toMatchObject({ itemsDone: 5, state: { status: 'done' } })
    expect(await app.keys()).toEqual([])
  })

  test('larger than one part and one range is whole, with the time of the object', async () => {
    const app = await fileManager()
    const content = noise(70 * 1024 * 1024 + 12_345, 3)
    const source = await localFolder({ 'big.bin': content })
    expect((await app.run(await app.planUpload('', join(source, 'big.bin')))).state.status).toBe(
      'done',
    )
    const target = await localFolder()
    const down = await app.run(await app.planDownload('', { keys: ['big.bin'] }, target))
    expect(down).toMatchObject({ label: 'big.bin', bytesDone: content.length })
    expect((await readFile(join(target, 'big.bin'))).equals(content)).toBe(true)
    const { modified } = await app.storage.head('big.bin')
    // HEAD tells whole seconds, a listing more.
    const { mtimeMs } = await stat(join(target, 'big.bin'))
    expect(Math.floor(mtimeMs / 1000)).toBe(Math.floor((modified ?? 0) / 1000))
    expect((await stat(join(target, 'big.bin'))).mode & 0o111).toBe(0)
  })
})

describe('a taken key', () => {
  test('is asked about before anything is sent', async () => {
    const app = await fileManager()
    const source = await localFolder({ 'a.txt': 'old', 'b.txt': 'other' })
    await app.run(await app.planUpload('', join(source, 'a.txt')))
    await writeFile(join(source, 'a.txt'), 'newer')
    const plan = await app.planUpload('', join(source, 'a.txt'), join(source, 'b.txt'))
    expect(plan).toMatchObject({ items: 2, conflictCount: 1 })
    expect(plan.conflicts).toMatchObject([
      { target: 'a.txt', existing: { size: 3 }, incoming: { size: 5 } },
    ])
    expect(() => app.transfers.start({ planId: plan.id })).toThrow('already taken')
    expect(await app.keys()).toEqual(['a.txt'])
  })

  test.each([
    { answer: 'replace' as const, keys: ['a.txt'], size: 5, skipped: 0 },
    { answer: 'skip' as const, keys: ['a.txt'], size: 3, skipped: 1 },
    { answer: 'keep-both' as const, keys: ['a (2).txt', 'a.txt'], size: 3, skipped: 0 },
  ])('is treated as answered: $answer', async ({ answer, keys, size, skipped }) => {
    const app = await fileManager()
    const source = await localFolder({ 'a.txt': 'old' })
    await app.run(await app.planUpload('', join(source, 'a.txt')))
    await writeFile(join(source, 'a.txt'), 'newer')
    const end = await app.run(await app.planUpload('', join(source, 'a.txt')), answer)
    expect(end).toMatchObject({ itemsSkipped: skipped, state: { status: 'done' } })
    expect(await app.keys()).toEqual(keys)
    expect((await app.storage.head('a.txt')).size).toBe(size)
  })

  test('that appears after the plan is not overwritten', async () => {
    const app = await fileManager()
    const source = await localFolder({ 'a.txt': 'mine', 'b.txt': 'mine' })
    const plan = await app.planUpload('', join(source, 'a.txt'), join(source, 'b.txt'))
    const other = await localFolder({ 'a.txt': 'theirs, longer' })
    await app.run(await app.planUpload('', join(other, 'a.txt')))
    const end = await app.run(plan)
    expect(end).toMatchObject({ itemsDone: 1, itemsFailed: 1, state: { status: 'failed' } })
    expect(end.failures).toMatchObject([{ name: 'a.txt', failure: { code: 'already-exists' } }])
    expect((await app.storage.head('a.txt')).size).toBe(14)
  })

  test('among thousands is found without asking for each', async () => {
    const app = await fileManager({ lanes: 16 })
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, at) => [`d/f${at}.txt`, `${at}`]),
    )
    const source = await localFolder(files)
    await app.run(await app.planUpload('', join(source, 'd')))
    const more = await localFolder({ ...files, 'd/new.txt': 'n', 'd/F1.txt': 'n', 'd/f1': 'n' })
    expect(await app.planUpload('', join(more, 'd'))).toMatchObject({
      items: 303,
      conflictCount: 300,
    })
  })
})

describe('names', () => {
  test('that would lead out of the folder stay in it, and say so', async () => {
    const app = await fileManager()
    const outside = await localFolder()
    const target = join(outside, 'target')
    await mkdir(target)
    const source = await localFolder({ x: 'x' })
    for (const prefix of ['../', '../../etc/', '/abs/', 'a/./', 'a//', '..\\']) {
      await app.run(await app.planUpload(prefix, join(source, 'x')))
    }
    expect((await app.keys()).length).toBe(6)
    const plan = await app.planDownload('', { prefixes: [''] }, target)
    expect(plan).toMatchObject({ items: 6, conflictCount: 0 })
    expect(plan.problems.every(({ effect }) => effect === 'renamed')).toBe(true)
    expect((await app.run(plan)).state.status).toBe('done')
    expect(await readdir(outside)).toEqual(['target'])
    expect(Object.keys(await filesIn(target)).length).toBe(6)
  })

  test('of a file and a folder that are the same both come down', async () => {
    const app = await fileManager()
    const source = await localFolder({ 'one/a': 'file', 'two/a/b': 'below' })
    await app.run(await app.planUpload('', join(source, 'one/a'), join(source, 'two/a')))
    expect(await app.keys()).toEqual(['a', 'a/b'])
    const target = await localFolder()
    await app.run(await app.planDownload('', { prefixes: [''] }, target))
    expect(Object.keys(await filesIn(target)).sort()).toEqual(['a', 'a (2)/b'])
  })

  test('longer than a key may be are left out, with the reason', async () => {
    const app = await fileManager()
    const source = await localFolder({ 'x.txt': 'x', 'y/.DS_Store': 'z' })
    const plan = await app.planUpload(
      `${'p'.repeat(1020)}/`,
      join(source, 'x.txt'),
      join(source, 'y'),
    )
    expect(plan).toMatchObject({ items: 0, problemCount: 2 })
    expect(plan.problems.map(({ effect }) => effect)).toEqual(['skipped', 'skipped'])
  })
})

describe('a local file', () => {
  test('that is there already is kept, replaced or numbered, as answered', async () => {
    const app = await fileManager()
    const source = await localFolder({ 'a.txt': 'theirs' })
    await app.run(await app.planUpload('', join(source, 'a.txt')))
    const target = await localFolder({ 'a.txt': 'mine' })
    const plan = () => app.planDownload('', { keys: ['a.txt'] }, target)
    const first = await plan()
    expect(first.conflicts).toMatchObject([{ existing: { size: 4 }, incoming: { size: 6 } }])
    expect(() => app.transfers.start({ planId: first.id })).toThrow('already taken')
    await app.run(await plan(), 'skip')
    expect(await filesIn(target)).toEqual({ 'a.txt': Buffer.from('mine') })
    await app.run(await plan(), 'keep-both')
    expect(Object.keys(await filesIn(target)).sort()).toEqual(['a (2).txt', 'a.txt'])
    await app.run(await plan(), 'replace')
    expect((await filesIn(target))['a.txt']).toEqual(Buffer.from('theirs'))
  })

  test('that changed since the plan goes up as it is now', async () => {
    const app = await fileManager()
    const source = await localFolder({ 'log.txt': 'one' })
    const plan = await app.planUpload('', join(source, 'log.txt'))
    await writeFile(join(source, 'log.txt'), 'one and more')
    expect((await app.run(plan)).state.status).toBe('done')
    expect(String(await readBack(app, 'log.txt'))).toBe('one and more')
  })

  test('is never written through a link planted in the folder', async () => {
    const app = await fileManager()
    const source = await localFolder({ 'd/a.txt': 'theirs', 'e.txt': 'theirs' })
    await app.run(await app.planUpload('', join(source, 'd'), join(source, 'e.txt')))
    const outside = await localFolder({ 'e.txt': 'mine' })
    const target = await localFolder()
    await symlink(outside, join(target, 'd'))
    const plan = await app.planDownload('', { prefixes: [''] }, target)
    expect(plan).toMatchObject({ items: 1, problems: [{ name: 'd/a.txt', effect: 'skipped' }] })
    // Planted only now: the run must notice by itself.
    await symlink(join(outside, 'e.txt'), join(target, 'e.txt'))
    const end = await app.run(plan)
    expect(end.failures).toMatchObject([{ failure: { code: 'already-exists' } }])
    expect(await filesIn(outside)).toEqual({ 'e.txt': Buffer.from('mine') })
  })
})

describe('canceling', () => {
  test('a download in the middle leaves nothing, and a retry completes it', async () => {
    const app = await fileManager()
    const content = noise(40 * 1024 * 1024, 5)
    const source = await localFolder({ 'big.bin': content })
    await app.run(await app.planUpload('', join(source, 'big.bin')))
    const target = await localFolder()
    const plan = await app.planDownload('', { keys: ['big.bin'] }, target)
    const { id } = app.transfers.start({ planId: plan.id })
    while (app.transfer(id).bytesDone === 0) await nextTurn()
    await app.transfers.cancel(id)
    expect(app.transfer(id)).toMatchObject({ bytesDone: 0, state: { status: 'canceled' } })
    expect(await readdir(target)).toEqual([])
    await app.transfers.retry(id)
    expect((await app.end(id)).state.status).toBe('done')
    expect((await readFile(join(target, 'big.bin'))).equals(content)).toBe(true)
  })

  test('an upload in the middle stores nothing', async () => {
    const app = await fileManager()
    const source = await localFolder({ 'big.bin': noise(40 * 1024 * 1024, 6) })
    const plan = await app.planUpload('', join(source, 'big.bin'))
    const { id } = app.transfers.start({ planId: plan.id })
    while (app.transfer(id).bytesDone === 0) await nextTurn()
    await app.transfers.cancel(id)
    expect(app.transfer(id)).toMatchObject({ bytesDone: 0, state: { status: 'canceled' } })
    expect(await app.keys()).toEqual([])
  })

  test('what has not begun yet never begins', async () => {
    const app = await fileManager({ lanes: 1 })
    const source = await localFolder({ 'big.bin': noise(20_000_000, 9), 'small.txt': 'x' })
    const plan = async (name: string) => (await app.planUpload('', join(source, name))).id
    const [first, second] = [await plan('big.bin'), await plan('small.txt')]
    app.transfers.start({ planId: first })
    app.transfers.start({ planId: second })
    while (app.transfer(first).state.status === 'queued') await nextTurn()
    const { summary, transfers } = app.transfers.list({ from: 0, to: 9 })
    expect(transfers.map(({ id }) => id)).toEqual([first, second])
    expect(summary).toMatchObject({ running: 1, queued: 1, itemsTotal: 2, bytesTotal: 20_000_001 })
    await app.transfers.cancel(second)
    expect((await app.end(first)).state.status).toBe('done')
    expect(app.transfer(second).state.status).toBe('canceled')
    expect(await app.keys()).toEqual(['big.bin'])
    await app.transfers.retry(second)
    expect((await app.end(second)).state.status).toBe('done')
    await app.transfers.clear()
    expect(app.transfers.list({ from: 0, to: 9 }).transfers).toEqual([])
  })
})

test('a read-only profile stops an upload and a delete before anything is sent', async () => {
  const writable = await fileManager()
  const source = await localFolder({ 'a.txt': 'a', 'b.txt': 'b' })
  await writable.run(await writable.planUpload('', join(source, 'a.txt')))
  const { bucket } = writable.at('')
  const app = new FileManager(connectTo(server, { readOnly: true }).storage(bucket), bucket)
  const up = await app.run(await app.planUpload('', join(source, 'b.txt')))
  expect(up.state).toMatchObject({ status: 'failed', failure: { code: 'read-only' } })
  const away = await app.run(await app.planDelete('', { keys: ['a.txt'] }))
  expect(away.state).toMatchObject({ status: 'failed', failure: { code: 'read-only' } })
  expect(await app.keys()).toEqual(['a.txt'])
})

test('a delete takes what was chosen and leaves its neighbours', async () => {
  const app = await fileManager()
  const source = await localFolder({
    'a/x': '1',
    'a/y/z': '1',
    'ab/x': '1',
    'a.txt': '1',
    'a/e/': '',
  })
  const names = ['a', 'ab', 'a.txt'].map(name => join(source, name))
  await app.run(await app.planUpload('', ...names))
  const plan = await app.planDelete('', { prefixes: ['a/'], keys: ['a.txt', 'gone'] })
  expect(plan).toMatchObject({ items: 4, folders: 1, bytes: 3, problemCount: 1 })
  expect((await app.run(plan)).state.status).toBe('done')
  expect(await app.keys()).toEqual(['ab/x'])
})

async function readBack(app: FileManager, key: string): Promise<Buffer> {
  return await bytesOf(await app.storage.fetch({ key }))
}

function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
