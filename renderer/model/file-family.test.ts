import { expect, test } from 'vitest'
import { fileFamily } from './file-family.ts'

test('a file belongs to the family of its extension, in whatever case', () => {
  expect(fileFamily('photo.JPEG')).toBe('image')
  expect(fileFamily('backup.2026.tar.gz')).toBe('archive')
  expect(fileFamily('index.ts')).toBe('code')
  expect(fileFamily('Dockerfile')).toBe('code')
})

test('a name that tells nothing belongs to none', () => {
  expect(fileFamily('README')).toBe('unknown')
  expect(fileFamily('')).toBe('unknown')
  expect(fileFamily('constructor')).toBe('unknown')
})
