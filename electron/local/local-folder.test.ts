import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localPage } from './local-page.ts'
import { childPath, realChild } from './real-child.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-local-'))
  await mkdir(join(folder, 'inside', 'deeper'), { recursive: true })
  await writeFile(join(folder, 'note.txt'), 'hello')
  await symlink(tmpdir(), join(folder, 'out'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a folder lists its folders, files and links, and follows none', async () => {
  const { objects, commonPrefixes, next } = await localPage(folder)
  expect(commonPrefixes).toEqual(['inside/'])
  const found = objects.map(({ key, storageClass }) => [key, storageClass])
  expect(found.toSorted()).toEqual([
    ['note.txt', ''],
    ['out', 'Link'],
  ])
  expect(objects.find(({ key }) => key === 'note.txt')).toMatchObject({ size: 5 })
  expect(next).toBeUndefined()
})

test.each([
  ['gone', 'is no longer there'],
  ['note.txt', 'is not a folder'],
])('%s says why it cannot be shown', async (name, words) => {
  await expect(localPage(join(folder, name))).rejects.toThrow(words)
})

test('only a real folder right inside is a child', async () => {
  await expect(realChild(folder, 'inside')).resolves.toBe(join(folder, 'inside'))
  for (const name of ['..', '.', '', 'out', 'note.txt', 'inside/deeper', '../x', 'a\0b']) {
    await expect(realChild(folder, name)).rejects.toMatchObject({ code: 'local-file' })
  }
})

test('no name leads out of its folder', () => {
  const names = fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', '\0') })
  fc.assert(
    fc.property(names, name => {
      let path = ''
      try {
        path = childPath('/granted', name)
      } catch {
        return
      }
      expect(path).toBe(`/granted/${name}`)
      expect(path.slice('/granted/'.length)).not.toContain('/')
      expect(name).not.toBe('..')
    }),
    { seed: 7 },
  )
})
