import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { DataFolderInUse, defaultDataFolder, lockDataFolder } from './data-folder.ts'

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
  await expect(lockDataFolder(folder)).rejects.toBeInstanceOf(DataFolderInUse)
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
