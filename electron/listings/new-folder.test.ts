import { expect, test } from 'vitest'
import { newFolderPrefix } from './new-folder.ts'

const logs = { profileId: 'p', bucket: 'b', prefix: 'logs/' }

test('a new folder is the place, its name and a closing slash', () => {
  expect(newFolderPrefix(logs, '2026')).toBe('logs/2026/')
  expect(newFolderPrefix({ ...logs, prefix: '' }, 'a b+c%')).toBe('a b+c%/')
})

test('a name with slashes makes folders in folders, and a closing slash adds nothing', () => {
  expect(newFolderPrefix(logs, '2026/01/')).toBe('logs/2026/01/')
})

test('an empty name is refused, also between two slashes', () => {
  for (const name of ['/', '/a', 'a//b', 'a//']) {
    expect(() => newFolderPrefix(logs, name)).toThrow('is empty')
  }
})

test('the limit of 1,024 counts bytes, not letters', () => {
  expect(newFolderPrefix(logs, 'x'.repeat(1018))).toHaveLength(1024)
  expect(() => newFolderPrefix(logs, 'x'.repeat(1019))).toThrow('longer than')
  expect(() => newFolderPrefix(logs, 'ü'.repeat(510))).toThrow('longer than')
})

test('half of a character is refused, as no key can hold it', () => {
  expect(newFolderPrefix(logs, '🎉')).toBe('logs/🎉/')
  expect(() => newFolderPrefix(logs, '\ud83c')).toThrow('half a character')
})
