import { beforeEach, expect, test } from 'vitest'
import type { Lease } from '../../storage/request-scope.ts'
import { FairBudget } from './fair-budget.ts'

const A = { name: 'a' }
const B = { name: 'b' }

let budget: FairBudget
/** Who got memory, in that order. */
let got: string[]
beforeEach(() => {
  budget = new FairBudget()
  budget.set(100)
  got = []
})

function ask(owner: { name: string }, bytes: number, signal?: AbortSignal): Promise<Lease> {
  const lease = budget.shareOf(owner).lease(bytes, signal)
  lease.then(
    () => got.push(owner.name),
    () => 'left',
  )
  return lease
}

const soon = () => new Promise(resolve => setImmediate(resolve))

test('never more than the budget is lent', async () => {
  const first = await ask(A, 60)
  const second = ask(A, 60)
  await soon()
  expect(got).toEqual(['a'])
  expect(budget.held).toBe(60)
  first.giveBack()
  first.giveBack()
  await second
  expect(budget.held).toBe(60)
  expect(budget.peak).toBe(60)
})

test('what is larger than the budget goes alone', async () => {
  const small = await ask(A, 10)
  const large = ask(B, 500)
  const behind = ask(A, 10)
  await soon()
  expect(got).toEqual(['a'])
  small.giveBack()
  const lent = await large
  expect(budget.held).toBe(500)
  expect(got).toEqual(['a', 'b'])
  lent.giveBack()
  await behind
})

test('a job with one part does not wait behind the many of another', async () => {
  const leases = [await ask(A, 50), await ask(A, 50)]
  for (let part = 0; part < 10; part += 1) void ask(A, 50)
  void ask(B, 50)
  leases[0]?.giveBack()
  await soon()
  expect(got).toEqual(['a', 'a', 'b'])
})

test('a large part is not passed over by small ones for ever', async () => {
  const small = await ask(A, 50)
  const large = ask(B, 90)
  // Both hold nothing, and the large one came first.
  const later = ask({ name: 'c' }, 20)
  await soon()
  expect(got).toEqual(['a'])
  small.giveBack()
  await large
  await soon()
  expect(got).toEqual(['a', 'b'])
  ;(await large).giveBack()
  await later
})

test('who holds memory can tell that others want it', async () => {
  const lease = await ask(A, 80)
  expect(lease.isWanted).toBe(false)
  const controller = new AbortController()
  const waiting = ask(B, 80, controller.signal)
  expect(lease.isWanted).toBe(true)
  controller.abort(new Error('paused'))
  await expect(waiting).rejects.toThrow('paused')
  expect(lease.isWanted).toBe(false)
})

test('a larger budget serves those who wait at once, a smaller one takes nothing away', async () => {
  const first = await ask(A, 80)
  const second = ask(A, 80)
  budget.set(200)
  const lease = await second
  budget.set(50)
  expect(budget.held).toBe(160)
  const third = ask(A, 40)
  first.giveBack()
  await soon()
  expect(got).toHaveLength(2)
  lease.giveBack()
  await third
  expect(budget.held).toBe(40)
})

test('what a job holds that waits for the network is free for others, until it goes on', async () => {
  const lease = await ask(A, 100)
  const other = ask(B, 60)
  budget.setOnLeave(A, true)
  const lent = await other
  expect(budget.held).toBe(60)
  budget.setOnLeave(A, false)
  expect(budget.held).toBe(160)
  expect(lent.isWanted).toBe(true)
  lease.giveBack()
  lent.giveBack()
  expect(budget.held).toBe(0)
})
