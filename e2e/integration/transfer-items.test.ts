import { readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANY_TRANSFER } from '#shared/transfer-query.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { type FileManager, localFolder, newFileManager } from './file-manager.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

const fileManager = () => newFileManager(server)

const ALL = { text: '' }
const PAGE = { from: 0, to: 200 }

/** An upload of which two keys are taken by someone else, between the plan and the start. */
async function halfFailed(app: FileManager) {
  const source = await localFolder({ 'a.txt': 'mine', 'b.txt': 'mine', 'c.txt': 'mine' })
  const plan = await app.planUpload('', ...['a', 'b', 'c'].map(name => join(source, `${name}.txt`)))
  const other = await localFolder({ 'a.txt': 'theirs', 'b.txt': 'theirs' })
  await app.run(await app.planUpload('', join(other, 'a.txt'), join(other, 'b.txt')))
  return await app.run(plan)
}

describe('the items of a transfer', () => {
  test('are read a page at a time, by state and by name', async () => {
    const app = await fileManager()
    const files = Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`d/${at}.txt`, 'x']))
    const source = await localFolder(files)
    await symlink('0.txt', join(source, 'd', 'link'))
    const plan = await app.planUpload('', join(source, 'd'))
    expect(plan).toMatchObject({ requests: { writes: 26, reads: 0, deletes: 0 }, archived: 0 })
    const { id, itemsTotal, itemsLeftOut } = await app.run(plan)
    expect({ itemsTotal, itemsLeftOut }).toEqual({ itemsTotal: 25, itemsLeftOut: 1 })
    const { items } = app.transfers
    const page = items.page(id, ALL, { from: 20, to: 30 })
    expect(page).toMatchObject({ total: 26, tally: { done: 25, skipped: 1, waiting: 0 } })
    expect(page.items).toHaveLength(6)
    expect(items.page(id, { text: '1.TXT' }, PAGE).items.map(({ name }) => name)).toEqual([
      'd/1.txt',
      'd/11.txt',
      'd/21.txt',
    ])
    expect(items.page(id, { ...ALL, state: 'skipped' }, PAGE).items).toMatchObject([
      { name: 'd/link', state: 'skipped', note: expect.stringContaining('link') },
    ])
  })

  test('that failed have a cause in common, and are tried again or left out one by one', async () => {
    const app = await fileManager()
    const { id } = await halfFailed(app)
    const { items } = app.transfers
    const [cause, ...others] = items.causes(id)
    expect(others).toEqual([])
    expect(cause).toMatchObject({ code: 'already-exists', items: 2, first: { name: 'a.txt' } })
    if (!cause) return
    expect(items.names(id, cause)).toEqual(['a.txt', 'b.txt'])

    await app.storage.deleteMany(['a.txt'])
    await app.transfers.retry(id, { type: 'item', number: 0 })
    const again = await app.end(id)
    expect(again).toMatchObject({ itemsDone: 2, itemsFailed: 1, state: { status: 'failed' } })
    expect(again.failures).toMatchObject([{ name: 'b.txt' }])
    expect((await app.storage.head('a.txt')).size).toBe(4)

    app.transfers.skip(id, { type: 'cause', cause })
    expect(app.transfer(id)).toMatchObject({ itemsSkipped: 1, state: { status: 'done' } })
    expect((await app.storage.head('b.txt')).size).toBe(6)
  })

  test('that is being moved is left out without harm to the others', async () => {
    const app = await fileManager()
    const source = await localFolder({ 'a.bin': Buffer.alloc(40 * 1024 * 1024), 'b.txt': 'b' })
    const plan = await app.planUpload('', join(source, 'a.bin'), join(source, 'b.txt'))
    const { id } = app.transfers.start({ planId: plan.id })
    const moving = () => app.transfers.items.page(id, { ...ALL, state: 'moving' }, PAGE).items
    while (!moving().some(({ bytesDone = 0 }) => bytesDone > 0)) {
      await new Promise(resolve => setTimeout(resolve, 1))
    }
    app.transfers.skip(id, { type: 'item', number: 0 })
    expect(await app.end(id)).toMatchObject({
      itemsDone: 1,
      itemsSkipped: 1,
      bytesDone: 1,
      state: { status: 'done' },
    })
    expect(await app.keys()).toEqual(['b.txt'])
    expect(await app.storage.listUploads('a.bin')).toEqual([])
  })
})

test('a receipt tells of each item what was stored, and how its bytes were made sure of', async () => {
  const app = await fileManager()
  const source = await localFolder({ 'a.txt': 'a', 'b.bin': Buffer.alloc(20 * 1024 * 1024, 7) })
  await app.run(await app.planUpload('', join(source, 'a.txt'), join(source, 'b.bin')))
  const target = await localFolder()
  const { id } = await app.run(await app.planDownload('', { prefixes: [''] }, target))
  const path = await app.transfers.export({ of: { type: 'receipt', id }, format: 'json' }, target)
  const [small, large] = JSON.parse(await readFile(path, 'utf8'))
  const { etag, checksums } = await app.storage.head('a.txt')
  expect(small).toMatchObject({ key: 'a.txt', size: 1, etag })
  const [checksum] = checksums
  if (checksum) {
    expect(small).toMatchObject({
      checksum: checksum.value,
      verified: `${checksum.algorithm} matched`,
    })
  } else expect(small.verified).toContain('Length only')
  expect(Date.parse(large.finished)).toBeGreaterThan(0)
  expect(large.verified).toMatch(/matched|Length only/)
  const { items } = app.transfers.items.page(id, ALL, PAGE)
  expect(items[0]?.note).toContain(small.verified)
})

describe('the history', () => {
  test('is searched, and written to a file that no program runs', async () => {
    const app = await fileManager()
    const { id } = await halfFailed(app)
    const source = await localFolder({ "=cmd|' C'!A0.txt": 'x' })
    await app.run(await app.planUpload('sums/', join(source, "=cmd|' C'!A0.txt")))
    const { transfers } = app
    const found = (query: object) =>
      transfers.list({ ...PAGE, query: { ...ANY_TRANSFER, ...query } }).total
    expect(found({})).toBe(3)
    expect(found({ text: 'SUMS' })).toBe(1)
    expect(found({ status: 'failed' })).toBe(1)
    expect(found({ kind: 'delete' })).toBe(0)
    expect(found({ until: Date.now() - 3_600_000 })).toBe(0)

    const target = await localFolder()
    const failed = { type: 'items', id, state: 'failed' } as const
    const csv = await transfers.export({ of: failed, format: 'csv' }, target)
    const lines = (await readFile(csv, 'utf8')).split('\r\n')
    expect(lines[0]).toBe('\uFEFFname,state,size,note,error,cause,remedy')
    expect(lines.slice(1, -1).map(line => line.split(',')[0])).toEqual(['a.txt', 'b.txt'])
    const again = await transfers.export({ of: failed, format: 'csv' }, target)
    expect(again).not.toBe(csv)
    const history = { type: 'transfers', query: { text: 'sums' } } as const
    const table = await transfers.export({ of: history, format: 'csv' }, target)
    expect(await readFile(table, 'utf8')).toContain(",'=cmd|' C'!A0.txt,done,")
    const json = await transfers.export({ of: history, format: 'json' }, target)
    expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject([{ kind: 'upload', items: 1 }])
  })
})
