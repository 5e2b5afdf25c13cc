import { expect, test } from 'vitest'
import { inLanes } from './in-lanes.ts'
import { type RequestSlots, withRequestScope } from './request-scope.ts'

/** Work that takes until it is let go, and how much of it is under way. */
function gate() {
  const waiting: (() => void)[] = []
  let flying = 0
  const indexes: number[] = []
  return {
    indexes,
    flying: () => flying,
    work: async (next: () => number | undefined) => {
      for (let index = next(); index !== undefined; index = next()) {
        indexes.push(index)
        flying += 1
        await new Promise<void>(resolve => waiting.push(resolve))
        flying -= 1
      }
    },
    letGo: async (count: number) => {
      for (const resolve of waiting.splice(0, count)) resolve()
      await soon()
    },
  }
}

const soon = () => new Promise(resolve => setImmediate(resolve))

/** A job that may have so many in flight, which changes. */
function slots(first: number) {
  const listeners = new Set<() => void>()
  let limit = first
  const made: RequestSlots = {
    lease: async () => ({ isWanted: false, giveBack: () => undefined }),
    get limit() {
      return limit
    },
    onChange: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const change = (next: number) => {
    limit = next
    for (const listener of listeners) listener()
  }
  return { slots: made, change, listeners }
}

test('outside of a job the usual number are under way, and each piece is done once', async () => {
  const { work, flying, letGo, indexes } = gate()
  const done = inLanes({ count: 10, usual: 4 }, undefined, work)
  await soon()
  expect(flying()).toBe(4)
  for (let turn = 0; turn < 10; turn += 1) await letGo(1)
  await done
  expect(indexes.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('lanes come and go as the job may have more or fewer in flight', async () => {
  const { work, flying, letGo } = gate()
  const { slots: two, change, listeners } = slots(2)
  const job = { slots: two, waiting: () => () => undefined }
  const done = withRequestScope({ job }, () => inLanes({ count: 30, usual: 4 }, undefined, work))
  await soon()
  expect(flying()).toBe(2)
  change(5)
  await soon()
  expect(flying()).toBe(5)
  for (let turn = 0; turn < 8; turn += 1) await letGo(5)
  await done
  expect(listeners.size).toBe(0)
})

test('the first failure stops the others, and is thrown once they have stopped', async () => {
  let stopped = 0
  const failing = inLanes({ count: 9, usual: 3 }, undefined, async (next, signal) => {
    const index = next()
    if (index === 1) throw new Error('disk full')
    await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()))
    await soon()
    stopped += 1
  })
  await expect(failing).rejects.toThrow('disk full')
  expect(stopped).toBe(2)
})

test('an abort is thrown as it is', async () => {
  const controller = new AbortController()
  const { work, letGo } = gate()
  const done = inLanes({ count: 9, usual: 3 }, controller.signal, work)
  const end = expect(done).rejects.toThrow('paused')
  controller.abort(new Error('paused'))
  await letGo(3)
  await end
})
