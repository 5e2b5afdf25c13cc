import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { BadDataFolder, defaultDataFolder, lockDataFolder } from './data-folder.ts'

const holders: ReturnType<typeof spawn>[] = []

afterEach(() => {
  for (const holder of holders.splice(0)) holder.kill('SIGKILL')
})

test('both shells keep their data where the operating system wants it', () => {
  expect(defaultDataFolder('linux', { XDG_CONFIG_HOME: '/cfg' })).toBe(join('/cfg', 'Pail'))
  expect(defaultDataFolder('linux', {})).toMatch(/\.config.Pail$/)
  expect(defaultDataFolder('darwin', {})).toMatch(/Application Support.Pail$/)
  expect(defaultDataFolder('win32', { APPDATA: 'C:\\R' })).toContain('Pail')
})

test('a data folder is made for its owner alone, taken once, and can be given back', async () => {
  const folder = join(await mkdtemp(join(tmpdir(), 'pail-')), 'data')
  const release = await lockDataFolder(folder)
  if (process.platform !== 'win32') expect((await stat(folder)).mode & 0o777).toBe(0o700)
  await expect(lockDataFolder(folder)).rejects.toBeInstanceOf(BadDataFolder)
  release()
  const again = await lockDataFolder(folder)
  again()
})

test('a second process is told which one has the folder; a crash leaves no lock behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pail-'))
  const script = `
    const { lockDataFolder } = await import(${JSON.stringify(join(import.meta.dirname, 'data-folder.ts'))})
    await lockDataFolder(${JSON.stringify(folder)})
    process.stdout.write('locked')
    setInterval(() => {}, 1000)`
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script])
  holders.push(holder)
  await once(holder.stdout, 'data')
  await expect(lockDataFolder(folder)).rejects.toThrow(`process ${holder.pid}`)
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const release = await lockDataFolder(folder)
  release()
})

test('a folder that cannot be written is told in one plain sentence, with a way out', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pail-'))
  await writeFile(join(folder, 'file'), '')
  await symlink(join(folder, 'nowhere'), join(folder, 'dangling'), 'junction')
  await writeFile(join(folder, 'pail.lock'), 'This is not what Pail wrote. '.repeat(200))
  for (const bad of [join(folder, 'file', 'data'), join(folder, 'dangling'), folder]) {
    await expect(lockDataFolder(bad)).rejects.toThrow(/^Pail cannot write to .*--data-dir\.$/)
  }
})

test('a folder behind a link is the same folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pail-'))
  const link = `${folder}-link`
  await symlink(folder, link, 'junction')
  const release = await lockDataFolder(link)
  await expect(lockDataFolder(folder)).rejects.toThrow('Pail is running already')
  release()
})
