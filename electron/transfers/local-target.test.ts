import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Disk } from './disk.ts'
import { LocalTarget } from './local-target.ts'
import { isTaken, PartFile } from './part-file.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-target-'))
  await mkdir(join(folder, 'in'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

test('a link planted in the folder is never written through', async () => {
  await mkdir(join(folder, 'outside'))
  await symlink(join(folder, 'outside'), join(folder, 'in/link'))
  const target = await LocalTarget.at(join(folder, 'in'))
  await expect(target.ensureFolder(['link', 'deeper'])).rejects.toThrow('is a link or a file')
  expect(await target.look(['link', 'x'])).toMatchObject({ type: 'blocked' })
  expect(await readdir(join(folder, 'outside'))).toEqual([])
})

test('no path leads out of the folder', async () => {
  const target = await LocalTarget.at(join(folder, 'in'))
  expect(() => target.path(['..', 'x'])).toThrow('outside the chosen folder')
  expect(() => target.path(['a', '..', '..'])).toThrow('outside the chosen folder')
})

test('what stands in the way is told before anything starts', async () => {
  await writeFile(join(folder, 'in/file'), 'four')
  await mkdir(join(folder, 'in/dir'))
  const target = await LocalTarget.at(join(folder, 'in'))
  expect(await target.look(['file'])).toMatchObject({ type: 'file', size: 4 })
  expect(await target.look(['dir'])).toMatchObject({ type: 'blocked' })
  expect(await target.look(['file', 'below'])).toMatchObject({ type: 'blocked' })
  expect(await target.look(['new', 'below'])).toEqual({ type: 'nothing' })
})

test('a new file never replaces one that appeared meanwhile', async () => {
  const final = join(folder, 'in/a.txt')
  const part = await PartFile.open(final, 'token', Disk.unknown)
  await part.write(Buffer.from('new'), 0)
  await writeFile(final, 'theirs')
  await expect(part.place('new', undefined)).rejects.toThrow('appeared in the folder')
  await part.discard()
  expect(await readdir(join(folder, 'in'))).toEqual(['a.txt'])
})

test('replacing replaces a link itself, not what it leads to', async () => {
  const outside = join(folder, 'precious')
  await writeFile(outside, 'mine')
  await symlink(outside, join(folder, 'in/a.txt'))
  const part = await PartFile.open(join(folder, 'in/a.txt'), 'token', await Disk.of(folder))
  await part.write(Buffer.from('new'), 0)
  await part.place('replace', 0)
  await part.discard()
  expect(await readFile(outside, 'utf8')).toBe('mine')
  expect(await readFile(join(folder, 'in/a.txt'), 'utf8')).toBe('new')
})

test('a discarded part leaves nothing, and a name as long as a disk takes still has room', async () => {
  const final = join(folder, 'in', 'ü'.repeat(127))
  const part = await PartFile.open(final, 'token', Disk.unknown)
  expect(await isTaken(part.path)).toBe(true)
  await part.discard()
  expect(await readdir(join(folder, 'in'))).toEqual([])
})
