import { expect, test } from 'vitest'
import { spellingOf } from './spelling.ts'

const NFC = 'caf\u00e9/a.txt'
const NFD = 'cafe\u0301/a.txt'
const only = (name: string) => ({ class: 'new' as const, name })

test.each(['up', 'down'] as const)(
  'accents are taken for one however they are written (%s)',
  way => {
    expect(spellingOf(only(NFC), way, 'linux')).toBe(NFC)
    expect(spellingOf(only(NFD), way, 'linux')).toBe(NFC)
    expect(spellingOf({ class: 'extra', name: NFD }, way, 'linux')).toBe(NFC)
  },
)

test('capitals are told apart, unless a folder that does not is made like the context', () => {
  expect(spellingOf(only('A.txt'), 'down', 'linux')).toBeUndefined()
  for (const system of ['mac', 'windows'] as const) {
    const upper = spellingOf(only('CAF\u00c9/A.txt'), 'down', system)
    expect(spellingOf(only(NFD), 'down', system)).toBe(upper)
    expect(spellingOf(only('A.txt'), 'up', system)).toBeUndefined()
  }
})

test('what is on both sides needs no comparison', () => {
  expect(spellingOf({ class: 'same', name: NFD }, 'up', 'linux')).toBeUndefined()
  expect(spellingOf({ class: 'changed', name: NFD }, 'down', 'mac')).toBeUndefined()
})
