import { expect, test } from 'vitest'
import { Journal } from './journal.ts'

function planned(journal: Journal, names: number): number {
  const seq = journal.jobs.plan(`plan-${names}`)
  for (let number = 0; number < names; number += 1) {
    const row = { number, name: `n${number}`, class: 'new', reason: 'Only here.' } as const
    journal.comparisons.add(seq, row)
  }
  return seq
}

const rowsOf = (journal: Journal, seq: number) =>
  journal.comparisons.rows(seq, { from: 0, to: 100_000 }).length

test('a small plan is forgotten at once', () => {
  const journal = new Journal(':memory:')
  const seq = planned(journal, 10)
  journal.jobs.remove(seq)
  expect(rowsOf(journal, seq)).toBe(0)
  expect(journal.jobs.planned()).toEqual([])
  journal.close()
})

test('of large plans some rows go at a time, until nothing is left of any', async () => {
  const journal = new Journal(':memory:')
  const plans = [planned(journal, 9_000), planned(journal, 7_000)]
  for (const seq of plans) journal.jobs.remove(seq)
  expect(rowsOf(journal, plans[0] ?? 0)).toBeGreaterThan(0)
  await expect.poll(() => journal.jobs.planned()).toEqual([])
  for (const seq of plans) expect(rowsOf(journal, seq)).toBe(0)
  journal.close()
})

test('what a large plan leaves when Pail ends is for the next start', async () => {
  const journal = new Journal(':memory:')
  const seq = planned(journal, 9_000)
  journal.jobs.remove(seq)
  expect(journal.jobs.planned()).toEqual([seq])
  journal.close()
  // Nothing more is asked of a journal that is closed.
  await new Promise(resolve => setTimeout(resolve, 20))
})
