import { expect, test } from 'vitest'
import { headFacts } from './fact-rows.ts'
import { folderNameHint, folderNameProblem } from './new-folder-name.ts'

test('a new folder needs a name that S3 can hold', () => {
  expect(folderNameProblem('', ' ')).toBe('Enter a name.')
  expect(folderNameProblem('', 'a//b')).toMatch(/empty/)
  expect(folderNameProblem('', '/a')).toMatch(/empty/)
  expect(folderNameProblem('x'.repeat(1000), 'é'.repeat(12))).toMatch(/longer/)
  expect(folderNameProblem('2026/', 'reports/')).toBeUndefined()
})

test('a name with slashes says that it makes several folders', () => {
  expect(folderNameHint('a/b')).toBe('Makes 2 folders, one in the other.')
  expect(folderNameHint('a/')).toBeUndefined()
  expect(folderNameHint(' a')).toMatch(/space/)
})

test('properties show only what the server told', () => {
  const head = { key: 'k', size: 5, etag: 'e', storageClass: 'STANDARD', checksums: [] }
  expect(headFacts({ ...head, metadata: {} }).map(group => group.title)).toEqual(['Object'])
  const groups = headFacts({ ...head, metadata: { author: 'Ada' }, contentType: 'text/plain' })
  expect(groups.map(group => group.title)).toEqual(['Object', 'Headers', 'Metadata'])
})
