import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TransferQueue } from './queue.ts'

test('a later transfer starts when the ones before have nothing left to start', () => {
  const queue = new TransferQueue()
  queue.add('first', [0, 1], 1)
  queue.add('second', [0], 1)
  expect([queue.take(3), queue.take(3), queue.take(3), queue.take(3)]).toEqual([
    { id: 'first', items: [0] },
    { id: 'first', items: [1] },
    { id: 'second', items: [0] },
    undefined,
  ])
})

test('a batch is one turn', () => {
  const queue = new TransferQueue()
  queue.add('delete', [3, 4, 5], 2)
  expect([queue.take(9)?.items, queue.take(9)?.items]).toEqual([[3, 4], [5]])
})

test('a stopped transfer starts nothing more and is over when the last turn has settled', () => {
  const queue = new TransferQueue()
  queue.add('a', [0, 1, 2], 1)
  queue.take(2)
  queue.stop('a')
  expect([queue.take(2), queue.isOver('a')]).toEqual([undefined, false])
  queue.settle('a')
  expect(queue.isOver('a')).toBe(true)
})

test('never more lanes than allowed, every item exactly once', () => {
  const jobs = fc.array(fc.record({ items: fc.nat(20), perTurn: fc.integer({ min: 1, max: 5 }) }))
  fc.assert(
    fc.property(
      jobs,
      fc.integer({ min: 1, max: 6 }),
      fc.infiniteStream(fc.boolean()),
      (all, lanes, coin) => {
        const queue = new TransferQueue()
        for (const [at, { items, perTurn }] of all.entries()) {
          queue.add(
            String(at),
            Array.from({ length: items }, (_, item) => item),
            perTurn,
          )
        }
        const seen: string[] = []
        const flying: string[] = []
        for (;;) {
          const turn = coin.next().value ? queue.take(lanes) : undefined
          if (turn) {
            seen.push(...turn.items.map(item => `${turn.id}/${item}`))
            flying.push(turn.id)
            expect(flying.length).toBeLessThanOrEqual(lanes)
            continue
          }
          const settled = flying.shift()
          if (settled !== undefined) queue.settle(settled)
          else if (all.every((_, at) => queue.isOver(String(at)))) break
        }
        const wanted = all.flatMap(({ items }, at) =>
          Array.from({ length: items }, (_, item) => `${at}/${item}`),
        )
        expect(seen.toSorted()).toEqual(wanted.toSorted())
      },
    ),
    { seed: 8 },
  )
})
