import { chmod, mkdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { MirrorClass, MirrorDirection, MirrorPlan, MirrorRow } from '#shared/mirror.ts'
import type { Transfer } from '#shared/transfer.ts'
import { DEFAULT_UPLOAD_RULES, type UploadRules } from '#shared/upload-rules.ts'
import { hashTree } from '../harness/local-files.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { FileManager, filesIn, localFolder, never, newFileManager, noise } from './file-manager.ts'
import { connectTo, newBucket } from './storage-connection.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

const HOUR = 3_600_000

interface More {
  readonly compare?: 'time' | 'checksum'
  readonly rules?: Partial<UploadRules>
}

function compare(
  app: FileManager,
  direction: MirrorDirection,
  folder: string,
  { compare: by = 'time', rules = {} }: More = {},
): Promise<MirrorPlan> {
  const wish = { direction, compare: by, location: app.at('in/'), folder, call: 'c' }
  const all = { ...DEFAULT_UPLOAD_RULES, ...rules }
  return app.transfers.planner.mirror('window', { ...wish, rules: all }, never())
}

function rows(app: FileManager, { id }: MirrorPlan): MirrorRow[] {
  return app.transfers.mirrors.rows(id, { from: 0, to: 500 })
}

/** The names of each class. */
function found(app: FileManager, plan: MirrorPlan): Partial<Record<MirrorClass, string[]>> {
  const groups = Map.groupBy(rows(app, plan), row => row.class)
  return Object.fromEntries([...groups].map(([name, all]) => [name, all.map(row => row.name)]))
}

async function start(app: FileManager, { id }: MirrorPlan, deletes?: number): Promise<Transfer> {
  return app.end((await app.transfers.mirrors.start(id, deletes)).id)
}

/** Sets the time of a file, in hours from now. */
async function setTime(path: string, hours: number): Promise<void> {
  const time = new Date(Date.now() + hours * HOUR)
  await utimes(path, time, time)
}

const TREE = {
  'a.txt': 'one',
  'a/b.txt': 'two',
  'a/c/ünï 漢 +%.dat': noise(70_000, 2),
  'a.d/e': '',
  'empty/': '',
  'z/big.bin': noise(9_000_000, 3),
}

describe('a folder', () => {
  test('goes up whole, and is the same afterwards', async () => {
    const app = await newFileManager(server)
    const folder = await localFolder(TREE)
    const plan = await compare(app, 'up', folder)
    expect(found(app, plan)).toEqual({
      new: ['a.d/e', 'a.txt', 'a/b.txt', 'a/c/ünï 漢 +%.dat', 'empty/', 'z/big.bin'],
    })
    expect(plan.tallies.new).toMatchObject({ items: 6, bytes: 9_070_006 })
    const done = await start(app, plan)
    expect(done).toMatchObject({
      kind: 'mirror-up',
      itemsDone: 6,
      bytesDone: 9_070_006,
      state: { status: 'done' },
    })
    expect(app.changed).toContain('in/a/c/')

    for (const by of ['time', 'checksum'] as const) {
      const again = await compare(app, 'up', folder, { compare: by })
      expect(Object.keys(found(app, again))).toEqual(['same'])
      await expect(app.transfers.mirrors.start(again.id, undefined)).rejects.toThrow(
        'nothing to do',
      )
    }
    const back = await localFolder()
    const down = await compare(app, 'down', back)
    expect(down.tallies.new.items).toBe(6)
    expect((await start(app, down)).state.status).toBe('done')
    expect(await hashTree(back)).toEqual(await hashTree(folder))
    expect(await filesIn(back)).toMatchObject({ 'empty/': 'folder' })
    expect(Object.keys(found(app, await compare(app, 'down', back)))).toEqual(['same'])
    // Where it came from, too, although its times are others.
    expect(Object.keys(found(app, await compare(app, 'down', folder)))).toEqual(['same'])
  })

  test('sends what changed and nothing else', async () => {
    const app = await newFileManager(server)
    const folder = await localFolder({ ...TREE, 'touched.txt': 'as it was' })
    await start(app, await compare(app, 'up', folder))
    await writeFile(join(folder, 'a.txt'), 'longer')
    await writeFile(join(folder, 'a/b.txt'), 'TWO')
    await setTime(join(folder, 'a/b.txt'), 3.5)
    // The clock was wrong, or the file was only touched: its bytes are the same.
    await setTime(join(folder, 'touched.txt'), 5)
    await writeFile(join(folder, 'b.txt'), 'new')
    const plan = await compare(app, 'up', folder)
    expect(found(app, plan)).toMatchObject({ new: ['b.txt'], changed: ['a.txt', 'a/b.txt'] })
    const reasons = rows(app, plan).map(({ name, reason }) => `${name}: ${reason}`)
    expect(reasons).toContain('a/b.txt: The local file is newer by 3 hours.')
    expect(reasons).toContain('touched.txt: The bytes are the same: their MD5 is the ETag.')
    expect(await start(app, plan)).toMatchObject({ itemsDone: 3, bytesDone: 12 })
    expect((await app.storage.head('in/a.txt')).size).toBe(6)
  })
})

describe('what is only in the target', () => {
  test('stays, unless it is agreed how much goes', async () => {
    const app = await newFileManager(server)
    await start(app, await compare(app, 'up', await localFolder(TREE)))
    const folder = await localFolder({ 'a.txt': 'one', 'new.txt': 'n' })
    const plan = await compare(app, 'up', folder)
    expect(found(app, plan)).toMatchObject({
      new: ['new.txt'],
      same: ['a.txt'],
      extra: ['a.d/e', 'a/b.txt', 'a/c/ünï 漢 +%.dat', 'empty/', 'z/big.bin'],
    })
    expect(plan.tallies.extra).toMatchObject({ items: 5, bytes: 9_070_003 })
    await expect(app.transfers.mirrors.start(plan.id, 4)).rejects.toThrow('but 5 would be done')
    expect(await start(app, plan)).toMatchObject({ itemsTotal: 1, state: { status: 'done' } })
    expect(await app.keys()).toHaveLength(7)

    const again = await compare(app, 'up', folder)
    const kept = rows(app, again).find(({ name }) => name === 'a.d/e')
    const choice = { type: 'row', number: kept?.number ?? -1 } as const
    const told = app.transfers.mirrors.exclude(again.id, choice, true)
    expect(told).toMatchObject({ version: 1, tallies: { extra: { items: 5, excludedItems: 1 } } })
    await expect(start(app, again, 5)).rejects.toThrow('but 4 would be done')
    const end = await start(app, again, 4)
    expect(end).toMatchObject({ itemsDone: 4, state: { status: 'done' } })
    const { items } = app.transfers.items.page(end.id, { text: '' }, { from: 0, to: 10 })
    expect(items).toHaveLength(4)
    for (const { note } of items) expect(note).toBe('Deleted: it was only there.')
    expect(await app.keys()).toEqual(['in/a.d/e', 'in/a.txt', 'in/new.txt'])
  })

  test('goes from the folder, with the folders that are empty then', async () => {
    const app = await newFileManager(server)
    await start(app, await compare(app, 'up', await localFolder({ 'k/a.txt': 'one' })))
    const folder = await localFolder({
      'k/a.txt': 'one',
      'k/b.txt': 'b',
      'm/n/o.txt': 'o',
      'gone/': '',
      'x.abc.pail-part': 'half of a download',
    })
    await setTime(join(folder, 'k/a.txt'), -2)
    const plan = await compare(app, 'down', folder)
    expect(found(app, plan)).toEqual({
      extra: ['gone/', 'k/b.txt', 'm/n/o.txt'],
      same: ['k/a.txt'],
      'left-out': ['x.abc.pail-part'],
    })
    expect(await start(app, plan, 3)).toMatchObject({ itemsDone: 3, state: { status: 'done' } })
    expect(Object.keys(await filesIn(folder)).sort()).toEqual(['k/a.txt', 'x.abc.pail-part'])
    expect(await app.keys()).toEqual(['in/k/a.txt'])
  })

  test('stays when it changed after the comparison', async () => {
    const app = await newFileManager(server)
    const all = await localFolder({ 'a.txt': 'one', 'b.txt': 'two', 'c.txt': 'three' })
    await start(app, await compare(app, 'up', all))
    const less = await localFolder({ 'a.txt': 'one' })
    const up = await compare(app, 'up', less)
    const other = await localFolder({ 'in/b.txt': 'written by somebody else' })
    await app.run(await app.planUpload('', join(other, 'in')), 'replace')
    const end = await start(app, up, 2)
    expect(end).toMatchObject({ itemsDone: 1, itemsFailed: 1, state: { status: 'failed' } })
    expect(end.failures).toMatchObject([{ name: 'b.txt', failure: { code: 'changed-meanwhile' } }])
    expect(await app.keys()).toEqual(['in/a.txt', 'in/b.txt'])

    const folder = await localFolder({ 'a.txt': 'one', 'b.txt': 'as it was', 'd.txt': 'd' })
    const down = await compare(app, 'down', folder)
    expect(found(app, down)).toMatchObject({ changed: ['b.txt'], extra: ['d.txt'] })
    await writeFile(join(folder, 'b.txt'), 'edited just now')
    await writeFile(join(folder, 'd.txt'), 'D')
    await setTime(join(folder, 'd.txt'), 1)
    expect(await start(app, down, 1)).toMatchObject({ itemsDone: 0, itemsFailed: 2 })
    expect(await readFile(join(folder, 'b.txt'), 'utf8')).toBe('edited just now')
    expect(await readFile(join(folder, 'd.txt'), 'utf8')).toBe('D')
  })

  test('stays as long as something could not be copied, and goes by a retry', async () => {
    const app = await newFileManager(server)
    await start(app, await compare(app, 'up', await localFolder({ 'old.txt': 'old' })))
    const folder = await localFolder({ 'a.txt': 'one', 'renamed.txt': 'old' })
    const plan = await compare(app, 'up', folder)
    await rm(join(folder, 'renamed.txt'))
    const end = await start(app, plan, 1)
    expect(end).toMatchObject({ itemsDone: 1, itemsFailed: 2 })
    expect(await app.keys()).toContain('in/old.txt')
    await writeFile(join(folder, 'renamed.txt'), 'old')
    await app.transfers.retry(end.id)
    expect(await app.end(end.id)).toMatchObject({ itemsDone: 3, state: { status: 'done' } })
    expect(await app.keys()).toEqual(['in/a.txt', 'in/renamed.txt'])
  })
})

describe('nothing is done to', () => {
  test('what is behind a link, cannot be read, or is left out by the settings', async () => {
    const app = await newFileManager(server)
    const before = {
      'link/x.txt': '1',
      'loop/x.txt': '2',
      'cache/a.bin': '3',
      'locked/y.txt': '4',
      '.DS_Store': '5',
      'kept.txt': '6',
    }
    const all = await localFolder({ 'in/link/x.txt': '', ...mapKeys(before, name => `in/${name}`) })
    const rules = { leaveOutLitter: false }
    await start(app, await compare(app, 'up', join(all, 'in'), { rules }))
    const folder = await localFolder({ 'kept.txt': '6', '.DS_Store': 'other', 'cache/b.bin': 'b' })
    await symlink(all, join(folder, 'link'))
    await symlink('.', join(folder, 'loop'))
    await mkdir(join(folder, 'locked'))
    const isRoot = process.getuid?.() === 0
    if (!isRoot) await chmod(join(folder, 'locked'), 0)
    const leaving = { rules: { leaveOut: ['cache'], links: 'follow' as const } }
    const plan = await compare(app, 'up', folder, leaving)
    const { extra = [], ...others } = found(app, plan)
    expect(extra).toEqual(isRoot ? ['locked/y.txt'] : [])
    expect(others.same).toEqual(['kept.txt'])
    expect(others['left-out']).toEqual(
      expect.arrayContaining(['.DS_Store', 'cache', 'cache/a.bin', 'link/x.txt', 'loop/x.txt']),
    )
    if (!isRoot) await chmod(join(folder, 'locked'), 0o755)
  })

  test('what cannot be on this computer, stands in the way, or is archived', async () => {
    const app = await newFileManager(server)
    const source = await localFolder({ x: 'x' })
    for (const name of ['../', 'a//', 'way/', 'in/']) {
      await app.run(await app.planUpload(`in/${name}`, join(source, 'x')))
    }
    const outside = await localFolder({ 'kept.txt': 'k' })
    const folder = await localFolder({ 'a/%/x': 'from a download' })
    await symlink(outside, join(folder, 'way'))
    const plan = await compare(app, 'down', folder)
    expect(found(app, plan)).toEqual({
      'left-out': ['../x', 'a/%/x', 'a//x', 'way', 'way/x'],
      new: ['in/x'],
    })
    await start(app, plan)
    expect(Object.keys(await filesIn(folder)).sort()).toEqual(['a/%/x', 'in/x'])
    expect(await filesIn(outside)).toMatchObject({ 'kept.txt': Buffer.from('k') })
  })

  test('a name whose accents are written differently on both sides', async () => {
    const app = await newFileManager(server)
    const [composed, decomposed] = ['caf\u00e9/men\u00fc.txt', 'cafe\u0301/menu\u0308.txt']
    const both = { 'na\u00efve.txt': 'n', 'nai\u0308ve.txt': 'n' }
    const before = await localFolder({ [composed]: 'here', 'old.txt': 'o', ...both })
    await start(app, await compare(app, 'up', before))
    const folder = await localFolder({ [decomposed]: 'there', 'new.txt': 'n', ...both })
    const same = Object.keys(both).toSorted()
    const twins = [decomposed, composed]
    const up = await compare(app, 'up', folder)
    expect(found(app, up)).toEqual({
      'left-out': twins,
      new: ['new.txt'],
      extra: ['old.txt'],
      same: expect.arrayContaining(same),
    })
    expect(up.tallies).toMatchObject({
      new: { items: 1, bytes: 1 },
      extra: { items: 1, bytes: 1 },
      'left-out': { items: 2, bytes: 5 },
    })
    const down = await compare(app, 'down', folder)
    expect(found(app, down)).toMatchObject({ 'left-out': twins, extra: ['new.txt'] })
    expect(await start(app, down, 1)).toMatchObject({ itemsDone: 2, itemsFailed: 0 })
    expect(Object.keys(await hashTree(folder))).toEqual(
      expect.arrayContaining([decomposed, 'old.txt', ...same]),
    )
  })

  test('what appeared after the comparison', async () => {
    const app = await newFileManager(server)
    const folder = await localFolder({ 'a.txt': 'mine' })
    const plan = await compare(app, 'up', folder)
    const other = await localFolder({ 'in/a.txt': 'theirs, longer' })
    await app.run(await app.planUpload('', join(other, 'in')))
    expect((await start(app, plan)).failures).toMatchObject([
      { name: 'a.txt', failure: { code: 'already-exists' } },
    ])
    const back = await localFolder()
    const down = await compare(app, 'down', back)
    await writeFile(join(back, 'a.txt'), 'mine')
    expect(await start(app, down)).toMatchObject({ itemsFailed: 1 })
    expect(await readFile(join(back, 'a.txt'), 'utf8')).toBe('mine')
  })
})

test('an empty or vanished source is told, and newer files that would be replaced', async () => {
  const app = await newFileManager(server)
  await start(app, await compare(app, 'up', await localFolder({ 'a.txt': 'one' })))
  const folder = await localFolder()
  expect(await compare(app, 'up', folder)).toMatchObject({ sourceEmpty: true })
  expect(await compare(app, 'down', folder)).toMatchObject({ sourceEmpty: false })
  await expect(compare(app, 'up', join(folder, 'gone'))).rejects.toMatchObject({
    code: 'local-file',
  })
  await writeFile(join(folder, 'a.txt'), 'my newer words')
  await setTime(join(folder, 'a.txt'), 1)
  expect(await compare(app, 'down', folder)).toMatchObject({ replacesNewer: 1 })
  expect(await compare(app, 'up', folder)).toMatchObject({ replacesNewer: 0 })
  const { mtimeMs } = await stat(join(folder, 'a.txt'))
  expect(mtimeMs).toBeGreaterThan(Date.now())
})

test('by checksum, a change that left size and time alone is found', async () => {
  const app = await newFileManager(server)
  const folder = await localFolder({ 'a.txt': 'one', 'b.txt': 'two' })
  await start(app, await compare(app, 'up', folder))
  await writeFile(join(folder, 'a.txt'), 'ONE')
  await setTime(join(folder, 'a.txt'), -24)
  expect(found(app, await compare(app, 'up', folder))).toEqual({ same: ['a.txt', 'b.txt'] })
  const plan = await compare(app, 'up', folder, { compare: 'checksum' })
  expect(found(app, plan)).toEqual({ changed: ['a.txt'], same: ['b.txt'] })
})

test('a mirror goes on at the next start of Pail, and deletes once all is copied', async () => {
  const bucket = await newBucket(server)
  const storage = connectTo(server).storage(bucket)
  const journal = join(await localFolder(), 'transfers.db')
  const first = new FileManager(storage, bucket, 2, journal)
  const old = Object.fromEntries(Array.from({ length: 90 }, (_, at) => [`old/${at}`, `${at}`]))
  await start(first, await compare(first, 'up', await localFolder(old)))
  const fresh = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [`new/${at}.bin`, noise(20_000, at + 1)]),
  )
  const folder = await localFolder(fresh)
  const { id } = await first.transfers.mirrors.start((await compare(first, 'up', folder)).id, 90)
  await vi.waitFor(() => expect(first.transfer(id).itemsDone).toBeGreaterThan(10), 20_000)
  await first.transfers.close()
  expect((await first.keys('in/old/')).length).toBe(90)

  const second = new FileManager(storage, bucket, 2, journal)
  await vi.waitFor(() => expect(second.transfer(id).itemsDone).toBeGreaterThan(70), 20_000)
  await second.transfers.close()
  const third = new FileManager(storage, bucket, 2, journal)
  expect(await third.end(id)).toMatchObject({ itemsDone: 150, state: { status: 'done' } })
  expect(await third.keys()).toEqual(
    Object.keys(fresh)
      .map(name => `in/${name}`)
      .sort(),
  )
})

function mapKeys(files: Record<string, string>, to: (name: string) => string) {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [to(name), content]))
}
