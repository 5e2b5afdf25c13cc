import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { syncFolder } from './folder-sync.ts'

test('whoever asks while a folder is synced shares the next time, and none shares one that has begun', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pail-sync-'))
  const first = syncFolder(folder)
  expect(syncFolder(folder)).toBe(first)
  await Promise.resolve()
  await Promise.resolve()
  const second = syncFolder(folder)
  expect(second).not.toBe(first)
  expect(syncFolder(folder)).toBe(second)
  await Promise.all([first, second])
  expect(syncFolder(folder)).not.toBe(second)
  await rm(folder, { recursive: true })
})

test('a folder that is not there is no failure', async () => {
  await expect(syncFolder(join(tmpdir(), 'pail-no-such-folder'))).resolves.toBeUndefined()
})
