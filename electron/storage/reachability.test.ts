import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Outage, Reachability } from './reachability.ts'

const server = { host: 's3.example.com', port: 443 }
const noWay = { server, kind: 'no-way' } as const
const never = async () => false

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A network that is there or not, and what was tried when: seconds since the start. */
function network() {
  const state = { up: false, tries: [] as number[] }
  const start = Date.now()
  const probe = async () => {
    state.tries.push((Date.now() - start) / 1000)
    return state.up
  }
  return { state, reachability: new Reachability({ base: 2_000, most: 60_000, probe }) }
}

test('an outage is tried ever less often, once for all who wait, and ends for all of them', async () => {
  const { state, reachability } = network()
  const told: Outage[] = []
  let over = 0
  for (let each = 0; each < 5; each += 1) {
    void reachability
      .restored(noWay, never, outage => told.push(outage))
      .then(() => {
        over += 1
      })
  }
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(state.tries.length).toBeGreaterThan(60)
  expect(state.tries.length).toBeLessThan(130)
  const gaps = state.tries.slice(1).map((at, index) => at - (state.tries[index] ?? 0))
  expect(Math.max(...gaps)).toBeLessThanOrEqual(60)
  expect(gaps.at(-1)).toBeGreaterThanOrEqual(30)
  expect(over).toBe(0)
  expect(told.every(({ since }) => since === told[0]?.since)).toBe(true)
  expect(told.at(-1)?.nextTry).toBeGreaterThan(Date.now())
  state.up = true
  await vi.advanceTimersByTimeAsync(60_000)
  expect(over).toBe(5)
})

test('a try that is asked for comes at once', async () => {
  const { state, reachability } = network()
  let over = false
  void reachability
    .restored(noWay, never, () => undefined)
    .then(() => {
      over = true
    })
  await vi.advanceTimersByTimeAsync(600_000)
  state.up = true
  reachability.tryNow()
  await vi.advanceTimersByTimeAsync(0)
  expect(over).toBe(true)
})

test('who is canceled waits no more, and nothing is tried when nobody waits', async () => {
  const { state, reachability } = network()
  const controller = new AbortController()
  const waiting = reachability.restored(noWay, never, () => undefined, controller.signal)
  const failed = expect(waiting).rejects.toThrow('paused')
  controller.abort(new Error('paused'))
  await failed
  await vi.advanceTimersByTimeAsync(600_000)
  expect(state.tries).toEqual([])
})

test('where somebody else answers, the server itself has to, and who answers is told', async () => {
  const { state, reachability } = network()
  state.up = true
  let answers = false
  const told: Outage[] = []
  const wait = { server, kind: 'someone-else' } as const
  let over = false
  void reachability
    .restored(
      wait,
      async () => answers,
      outage => told.push(outage),
    )
    .then(() => {
      over = true
    })
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(over).toBe(false)
  expect(told.at(-1)).toMatchObject({ host: 's3.example.com', instead: 'someone-else' })
  answers = true
  await vi.advanceTimersByTimeAsync(60_000)
  expect(over).toBe(true)
  expect(state.tries).toEqual([])
})
