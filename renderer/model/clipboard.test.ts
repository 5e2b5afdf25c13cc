import { describe, expect, test } from 'vitest'
import { copyProblem, heldObjects, isCut, pasteWords } from './clipboard.ts'

const at = (prefix: string, bucket = 'b') => ({ profileId: 'p', bucket, prefix })
const selection = { keys: ['a/x.txt'], prefixes: ['a/d/'] }

describe('the clipboard of objects', () => {
  test('gives other apps their URIs, one a line', () => {
    const held = heldObjects('copy', at('a/'), selection)
    expect(held.text).toBe('s3://b/a/d/\ns3://b/a/x.txt')
  })

  test('says what a paste will do', () => {
    const held = heldObjects('move', at('a/'), selection)
    expect(pasteWords(held, at('logs/2026/'))).toBe('Move 2 items to logs/2026/')
    const one = heldObjects('copy', at('a/'), { keys: ['a/x.txt'], prefixes: [] })
    expect(pasteWords(one, at(''))).toBe('Copy “x.txt” to b')
  })

  test('dims what was cut, where it was cut', () => {
    const held = heldObjects('move', at('a/'), selection)
    expect(isCut(held, at('a/'), 'a/d/')).toBe(true)
    expect(isCut(held, at('a/'), 'a/other')).toBe(false)
    expect(isCut(held, at('a/', 'another'), 'a/d/')).toBe(false)
    expect(isCut(heldObjects('copy', at('a/'), selection), at('a/'), 'a/d/')).toBe(false)
  })

  test('knows what can go nowhere', () => {
    expect(copyProblem('move', at('a/'), selection, at('a/'))).toMatch('already')
    expect(copyProblem('copy', at('a/'), selection, at('a/'))).toBeUndefined()
    expect(copyProblem('copy', at('a/'), selection, at('a/d/e/'))).toBe('“d” cannot go into itself')
    expect(copyProblem('copy', at('a/'), selection, at('a/d/e/', 'another'))).toBeUndefined()
  })
})
