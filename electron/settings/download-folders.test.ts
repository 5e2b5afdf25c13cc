import { chmod, mkdtemp, stat, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DownloadFolders } from './download-folders.ts'

const downloads = join(homedir(), 'Downloads')

test('downloads go to the folder of the settings, or to the user’s own Downloads', () => {
  const standard = (chosen: string) =>
    new DownloadFolders({ chosen: () => chosen, downloads, mayBeTyped: true }).standard()
  expect(standard('')).toBe(downloads)
  expect(standard('/data/in')).toBe('/data/in')
})

test('a typed folder is made when it is missing', async () => {
  const folders = new DownloadFolders({ chosen: () => '', downloads, mayBeTyped: true })
  const path = join(await mkdtemp(join(tmpdir(), 'pail-')), 'a', 'b')
  expect(await folders.typed(path)).toBe(path)
  expect((await stat(path)).isDirectory()).toBe(true)
})

test('a typed folder that is to be read is never made', async () => {
  const folders = new DownloadFolders({ chosen: () => '', downloads, mayBeTyped: true })
  const root = await mkdtemp(join(tmpdir(), 'pail-'))
  expect(await folders.typed(root, 'read')).toBe(root)
  const gone = folders.typed(join(root, 'mistyped'), 'read')
  await expect(gone).rejects.toMatchObject({ code: 'local-file' })
  await expect(stat(join(root, 'mistyped'))).rejects.toThrow('ENOENT')
})

test('a typed folder that is relative, a file or not writable is refused in plain words', async () => {
  const folders = new DownloadFolders({ chosen: () => '', downloads, mayBeTyped: true })
  const root = await mkdtemp(join(tmpdir(), 'pail-'))
  const file = join(root, 'file')
  await writeFile(file, '')
  await expect(folders.typed('downloads')).rejects.toMatchObject({ code: 'invalid' })
  await expect(folders.typed(file)).rejects.toMatchObject({ code: 'local-file' })
  if (process.getuid?.() === 0) return
  await chmod(root, 0o500)
  await expect(folders.typed(join(root, 'new'))).rejects.toMatchObject({ code: 'local-file' })
})

test('in the desktop shell only a folder that the user picked can become the standard', async () => {
  const folders = new DownloadFolders({ chosen: () => '', downloads, mayBeTyped: false })
  expect(() => folders.check('/etc')).toThrow('folder dialog')
  await expect(folders.typed('/tmp')).rejects.toMatchObject({ code: 'not-supported' })
  folders.picked('/data')
  expect(() => folders.check('/data')).not.toThrow()
  expect(() => folders.check('')).not.toThrow()
})
