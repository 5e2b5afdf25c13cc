import { expect, test } from 'vitest'
import { NO_LIMITS } from '#shared/bandwidth.ts'
import { BandwidthLimits } from './bandwidth-limits.ts'
import { FakeClock } from './fake-clock.ts'

const MINUTE = 60_000
/** A Monday, five minutes before 18:00. */
const START = new Date(2026, 2, 2, 17, 55).getTime()
const office = { days: [1], from: 9 * 60, to: 18 * 60, up: 1_000_000, down: 0 }

function limits() {
  const clock = new FakeClock()
  let set = 0
  const made = new BandwidthLimits({ clock, time: () => START + set + clock.now() })
  let changes = 0
  made.onChange(() => {
    changes += 1
  })
  return {
    made,
    clock,
    changes: () => changes,
    /** The user sets the clock of the computer. */
    setClock: (by: number) => {
      set += by
    },
  }
}

test('the schedule switches limits on and off by itself, and tells of it', async () => {
  const { made, clock, changes, setClock } = limits()
  made.set({ ...NO_LIMITS, schedule: [office] })
  expect(made.now).toMatchObject({ up: 1_000_000, until: START + 5 * MINUTE })
  expect(made.up.take(2_000_000)).toBeInstanceOf(Promise)
  expect(made.down.take(2_000_000)).toBe(2_000_000)
  await clock.pass(5 * MINUTE)
  expect(made.now).toBeUndefined()
  expect(made.up.take(2_000_000)).toBe(2_000_000)
  setClock(6.75 * 24 * 60 * MINUTE)
  await clock.pass(15_000)
  expect(made.now).toMatchObject({ up: 1_000_000 })
  expect(changes()).toBe(3)
  made.close()
})

test('a computer that slept, or whose clock was set, is noticed', async () => {
  const { made, clock, setClock } = limits()
  made.set({ ...NO_LIMITS, up: 20_000, schedule: [office] })
  setClock(60 * MINUTE)
  await clock.pass(15_000)
  expect(made.now).toMatchObject({ up: 20_000 })
  made.close()
})

test('what the user lifts is lifted at once and comes back', async () => {
  const { made, clock } = limits()
  made.set({ ...NO_LIMITS, up: 20_000, liftedUntil: START + 60 * MINUTE })
  expect(made.now).toMatchObject({ lifted: true, until: START + 60 * MINUTE })
  expect(made.up.take(500_000)).toBe(500_000)
  await clock.pass(60 * MINUTE)
  expect(made.now).toMatchObject({ up: 20_000, lifted: false })
  made.close()
})
