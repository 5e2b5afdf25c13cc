import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Disk } from './disk.ts'
import { DiskFile } from './disk-file.ts'

const { O_CREAT, O_EXCL, O_RDONLY, O_RDWR } = constants
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-disk-'))
})

afterEach(() => rm(folder, { recursive: true }))

describe.each([
  ['a disk of this computer', () => Disk.of(folder)],
  ['a disk that nothing is known of', async () => Disk.unknown],
])('on %s', (_, diskOf) => {
  const make = async (name = 'file') =>
    await DiskFile.open(join(folder, name), O_RDWR | O_CREAT | O_EXCL, 0o666, await diskOf())

  test('what is written at places is there', async () => {
    const file = await make()
    const content = randomBytes(300_000)
    const [first, second, third] = [0, 100_000, 200_000].map(at =>
      content.subarray(at, at + 100_000),
    ) as [Buffer, Buffer, Buffer]
    expect(await file.writeAll([second, third], first.length)).toBe(200_000)
    expect(await file.write(first, 0)).toBe(100_000)
    const read = Buffer.alloc(150_000)
    expect(await file.read(read, 100_000)).toBe(150_000)
    expect(read.equals(content.subarray(100_000, 250_000))).toBe(true)
    expect(await file.read(read, 290_000)).toBe(10_000)
    expect(await file.read(read, 300_000)).toBe(0)
    await file.close()
    expect((await readFile(join(folder, 'file'))).equals(content)).toBe(true)
  })

  test('a file is emptied, and has the times that it is given', async () => {
    const file = await make()
    await file.write(Buffer.from('something'), 0)
    await file.truncate()
    const [accessed, modified] = [new Date('2020-01-02'), new Date('2021-03-04')]
    await file.setTimes(accessed, modified)
    await file.datasync()
    await file.sync()
    const { ino, dev, size } = await file.stat()
    await file.close()
    const found = await stat(join(folder, 'file'), { bigint: true })
    expect({ ino, dev, size }).toEqual({ ino: found.ino, dev: found.dev, size: 0n })
    expect([found.atime, found.mtime]).toEqual([accessed, modified])
  })

  test('a file that is there already is not made', async () => {
    await writeFile(join(folder, 'file'), 'somebody’s')
    await expect(make()).rejects.toMatchObject({ code: 'EEXIST' })
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('somebody’s')
  })

  test('a file that may only be read is not written', async () => {
    await writeFile(join(folder, 'file'), 'somebody’s')
    const file = await DiskFile.open(join(folder, 'file'), O_RDONLY, 0, await diskOf())
    const bytes = Buffer.from('mine')
    // Systems say it in their own ways.
    const refused = { code: expect.stringMatching(/^E(BADF|INVAL|PERM)$/) }
    await expect(file.write(bytes, 0)).rejects.toMatchObject(refused)
    await expect(file.writeAll([bytes, bytes], 0)).rejects.toMatchObject(refused)
    await expect(file.truncate()).rejects.toMatchObject(refused)
    await file.close()
  })

  test('a file that was closed is not taken for the one that was opened next', async () => {
    const closed = await make('closed')
    await closed.close()
    const next = await make('next')
    await next.write(Buffer.from('whole'), 0)
    const bytes = Buffer.from('other')
    await expect(closed.write(bytes, 0)).rejects.toMatchObject({ code: 'EBADF' })
    await expect(closed.writeAll([bytes, bytes], 0)).rejects.toMatchObject({ code: 'EBADF' })
    await expect(closed.truncate()).rejects.toMatchObject({ code: 'EBADF' })
    await expect(closed.read(bytes, 0)).rejects.toMatchObject({ code: 'EBADF' })
    await expect(closed.stat()).rejects.toMatchObject({ code: 'EBADF' })
    await expect(closed.datasync()).rejects.toMatchObject({ code: 'EBADF' })
    await closed.close()
    const read = Buffer.alloc(5)
    expect(await next.read(read, 0)).toBe(5)
    expect(read.toString()).toBe('whole')
    await next.close()
  })

  test('a file is closed once what is under way is done', async () => {
    const file = await make()
    const done: string[] = []
    const working = [
      file.write(randomBytes(8_000_000), 0).then(() => done.push('written')),
      file.datasync().then(() => done.push('safe')),
    ]
    await file.close()
    expect(done.sort()).toEqual(['safe', 'written'])
    await Promise.all(working)
  })
})
