import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

test('others have their turn between two that ask together', async () => {
  const turns = new Turns()
  const seen: string[] = []
  const first = turns.next().then(() => {
    seen.push('first')
    setImmediate(() => seen.push('between'))
  })
  const second = turns.next().then(() => seen.push('second'))
  await Promise.all([first, second])
  expect(seen).toEqual(['first', 'between', 'second'])
})
