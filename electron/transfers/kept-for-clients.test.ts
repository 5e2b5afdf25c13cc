import { expect, test } from 'vitest'
import { KeptForClients } from './kept-for-clients.ts'

function keeper(most: number) {
  const removed: string[] = []
  const kept = new KeptForClients<{ client: string; name: string }>(most, ({ name }) => {
    removed.push(name)
  })
  const add = (client: string, name: string) => kept.add(name, { client, name })
  return { kept, removed, add }
}

test('a window keeps its latest few, whatever others have', () => {
  const { kept, removed, add } = keeper(2)
  add('a', '1')
  add('b', '2')
  add('a', '3')
  add('a', '4')
  expect(removed).toEqual(['1'])
  expect(Array.from(kept.values(), ({ name }) => name)).toEqual(['2', '3', '4'])
})

test('what a window has goes with it, and what was given away is not removed', () => {
  const { kept, removed, add } = keeper(5)
  add('a', '1')
  add('a', '2')
  add('b', '3')
  expect(kept.take('1')).toBe(true)
  expect(kept.take('1')).toBe(false)
  kept.leave('a')
  expect(removed).toEqual(['2'])
  kept.leave()
  kept.remove('3')
  expect(removed).toEqual(['2', '3'])
})
