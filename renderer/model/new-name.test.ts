import { expect, test } from 'vitest'
import { newNameProblem, stemLength } from './new-name.ts'

test('a rename selects the stem, and all of a name that has none', () => {
  const stem = (name: string) => name.slice(0, stemLength(name))
  expect(stem('report.final.pdf')).toBe('report.final')
  expect(stem('data.tar.gz')).toBe('data')
  expect(stem('.env')).toBe('.env')
  expect(stem('Makefile')).toBe('Makefile')
  expect(stem('see p. 3')).toBe('see p. 3')
})

test('a name that cannot be is told from one that can', () => {
  expect(newNameProblem('a/', 'b + ü.txt')).toBeUndefined()
  expect(newNameProblem('a/', '')).toBe('Enter a name.')
  expect(newNameProblem('a/', 'b/c')).toMatch('no slash')
  expect(newNameProblem('a/', 'half \ud800')).toMatch('Half a character')
  expect(newNameProblem('a/', 'ü'.repeat(511))).toBeUndefined()
  expect(newNameProblem('a/', 'ü'.repeat(512))).toMatch('1024 bytes')
})
