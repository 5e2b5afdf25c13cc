import { describe, expect, test } from 'vitest'
import { nameParts, plainName, splitForMiddle } from './display-name.ts'

describe('names', () => {
  test('that are ordinary stay as they are, whatever the script', () => {
    for (const name of ['report.pdf', 'Übergröße', '日本語', '👩‍👩‍👧 family', 'a  b', '<b>x</b>']) {
      expect(nameParts(name)).toEqual([{ type: 'text', text: name }])
    }
  })

  test('of nothing, or of spaces, can be seen', () => {
    expect(plainName('')).toBe('⟨empty name⟩')
    expect(plainName(' ')).toBe('⟨space⟩')
    expect(plainName(' a b ')).toBe('⟨space⟩a b⟨space⟩')
  })

  test('cannot hide their extension behind directional characters', () => {
    expect(plainName('invoice\u202efdp.exe')).toBe('invoice⟨U+202E⟩fdp.exe')
  })

  test('that look like another one, or like no name at all, say so', () => {
    const composed = 'é.txt'
    const decomposed = composed.normalize('NFD')
    expect(plainName(composed)).toBe(composed)
    expect(plainName(decomposed)).toBe(`${decomposed}⟨NFD⟩`)
    expect(plainName('\u212b')).toBe('\u212b⟨not NFC⟩')
    expect(plainName('..')).toBe('..⟨two dots⟩')
    expect(plainName('...')).toBe('...')
  })

  test('that differ only in what is invisible look different', () => {
    const looks = ['a', 'a\u200b', 'a\u00a0', 'a\u0000', 'a\n', 'a\ufeff', '\ud800a'].map(plainName)
    expect(new Set(looks).size).toBe(looks.length)
    expect(plainName('line\nbreak')).toBe('line⟨\\n⟩break')
  })
})

describe('a name that is too long', () => {
  test('gives way in the middle and keeps its extension', () => {
    const { stem, tail } = splitForMiddle('a-very-long-name-of-a-report-2026.final.pdf')
    expect(tail).toBe('inal.pdf')
    expect(stem + tail).toBe('a-very-long-name-of-a-report-2026.final.pdf')
  })

  test('is never cut within a letter', () => {
    const { tail } = splitForMiddle(`holiday pictures of ${'👩‍👩‍👧'.repeat(6)}.jpeg`)
    expect(tail).toBe(`${'👩‍👩‍👧'.repeat(4)}.jpeg`)
  })

  test('is cut only when it is long', () => {
    expect(splitForMiddle('report.pdf')).toEqual({ stem: 'report.pdf', tail: '' })
  })
})
