import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitLine } from './two-lines.ts'

const upTo = (length: number) => (text: string) => text.length <= length

describe('a name on two lines', () => {
  test('that fits on one stays on one', () => {
    expect(splitLine('cat.jpg', upTo(10))).toEqual({ first: 'cat.jpg', rest: '' })
  })

  test('ends the first line with a word when one ends near', () => {
    expect(splitLine('holiday pictures.jpg', upTo(12))).toEqual({
      first: 'holiday ',
      rest: 'pictures.jpg',
    })
    expect(splitLine('annual-report.pdf', upTo(15))).toEqual({
      first: 'annual-report',
      rest: '.pdf',
    })
    expect(splitLine('a verylongwordindeed', upTo(12))).toEqual({
      first: 'a verylongwo',
      rest: 'rdindeed',
    })
  })

  test('loses nothing, and always has something on the first line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 2 }), fc.nat(30), (name, room) => {
        const { first, rest } = splitLine(name, upTo(room))
        expect(first + rest).toBe(name)
        expect(first).not.toBe('')
      }),
      { seed: 7 },
    )
  })
})
