import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Supply, TransferQueue, type Turn } from './queue.ts'

function supply(items: readonly number[], perTurn: number): Supply<number> {
  let next = 0
  return {
    hasNext: () => next < items.length,
    next: () => {
      next += perTurn
      return items.slice(next - perTurn, next)
    },
  }
}

/** Whose turns they are, one after the other. */
function turns(queue: TransferQueue<number>, count: number, lanes = 99): (string | undefined)[] {
  return Array.from({ length: count }, () => queue.take(lanes)?.id)
}

test('the first three transfers share the lanes; the next starts when one has nothing left', () => {
  const queue = new TransferQueue<number>()
  queue.add('large', supply([0, 1, 2, 3], 1), 1)
  queue.add('small', supply([0, 1], 1), 2)
  queue.add('tiny', supply([0], 1), 3)
  queue.add('late', supply([0], 1), 4)
  expect(turns(queue, 9)).toEqual([
    'large',
    'small',
    'tiny',
    'late',
    'large',
    'small',
    'large',
    'large',
    undefined,
  ])
})

test('a transfer that is put before others overtakes them, those that run too', () => {
  const queue = new TransferQueue<number>()
  for (const [rank, id] of ['a', 'b', 'c', 'd'].entries()) {
    queue.add(id, supply([0, 1, 2], 1), rank)
  }
  expect(turns(queue, 3)).toEqual(['a', 'b', 'c'])
  queue.setRank('d', -1)
  expect(turns(queue, 6)).toEqual(['d', 'd', 'a', 'b', 'd', 'c'])
})

test('one that waits for the network takes nothing, and takes no lane from the others', () => {
  const held = new Set<string>()
  const queue = new TransferQueue<number>(id => held.has(id))
  queue.add('offline', supply([0, 1, 2, 3], 1), 1)
  queue.add('other', supply([0, 1, 2, 3], 1), 2)
  expect(turns(queue, 3, 2)).toEqual(['offline', 'other', undefined])
  held.add('offline')
  expect(turns(queue, 3, 2)).toEqual(['other', undefined, undefined])
  held.delete('offline')
  expect(turns(queue, 1, 2)).toEqual([undefined])
})

test('a batch is one turn', () => {
  const queue = new TransferQueue<number>()
  queue.add('delete', supply([3, 4, 5], 2), 1)
  expect([queue.take(9)?.items, queue.take(9)?.items]).toEqual([[3, 4], [5]])
})

test('a stopped transfer starts nothing more and is over when the last turn has settled', () => {
  const queue = new TransferQueue<number>()
  queue.add('a', supply([0, 1, 2], 1), 1)
  const first = queue.take(2)
  queue.stop('a')
  expect([queue.take(2), queue.isOver('a')]).toEqual([undefined, false])
  first?.settle()
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
        const queue = new TransferQueue<number>()
        for (const [at, { items, perTurn }] of all.entries()) {
          const numbers = Array.from({ length: items }, (_, item) => item)
          queue.add(String(at), supply(numbers, perTurn), at)
        }
        const seen: string[] = []
        const flying: Turn<number>[] = []
        const landed: Turn<number>[] = []
        for (;;) {
          const turn = coin.next().value ? queue.take(lanes) : undefined
          if (turn) {
            seen.push(...turn.items.map(item => `${turn.id}/${item}`))
            flying.push(turn)
            expect(flying.length).toBeLessThanOrEqual(lanes)
            continue
          }
          const one = flying.shift()
          if (one && coin.next().value) {
            one.leaveLane()
            one.leaveLane()
            landed.push(one)
          } else if (one) one.settle()
          else if (landed.length > 0) landed.shift()?.settle()
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
