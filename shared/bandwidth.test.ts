import { describe, expect, test } from 'vitest'
import {
  Bandwidth,
  type BandwidthWindow,
  bandwidthAt,
  isLimited,
  LIFTED_FOR_GOOD,
  NO_LIMITS,
} from './bandwidth.ts'

const HOUR = 60
/** The 2nd of March 2026 is a Monday. */
const monday = (hour: number, minute = 0, day = 2) => new Date(2026, 2, day, hour, minute).getTime()
const office: BandwidthWindow = {
  days: [1, 2, 3, 4, 5],
  from: 9 * HOUR,
  to: 18 * HOUR,
  up: 1_000_000,
  down: 2_000_000,
}
const with_ = (more: Partial<Bandwidth>): Bandwidth => ({ ...NO_LIMITS, ...more })

test('without a schedule the limits hold for ever', () => {
  const now = bandwidthAt(with_({ up: 500_000, down: 0 }), monday(3))
  expect(now).toEqual({ up: 500_000, down: 0, lifted: false })
})

describe('a window of the working week', () => {
  const bandwidth = with_({ up: 50_000, schedule: [office] })

  test('holds from its first minute until before its last', () => {
    expect(bandwidthAt(bandwidth, monday(8, 59)).up).toBe(50_000)
    expect(bandwidthAt(bandwidth, monday(9)).up).toBe(1_000_000)
    expect(bandwidthAt(bandwidth, monday(17, 59)).down).toBe(2_000_000)
    expect(bandwidthAt(bandwidth, monday(18))).toMatchObject({ up: 50_000, down: 0 })
  })

  test('tells when the limits change next, over the weekend too', () => {
    expect(bandwidthAt(bandwidth, monday(12)).until).toBe(monday(18))
    expect(bandwidthAt(bandwidth, monday(20)).until).toBe(monday(9, 0, 3))
    // Friday evening: on Monday morning.
    expect(bandwidthAt(bandwidth, monday(20, 0, 6)).until).toBe(monday(9, 0, 9))
  })
})

test('a window past midnight belongs to the day on which it starts', () => {
  const night = { ...office, days: [1], from: 22 * HOUR, to: 6 * HOUR }
  const bandwidth = with_({ schedule: [night] })
  expect(bandwidthAt(bandwidth, monday(5)).up).toBe(0)
  expect(bandwidthAt(bandwidth, monday(23)).until).toBe(monday(6, 0, 3))
  expect(bandwidthAt(bandwidth, monday(5, 0, 3)).up).toBe(1_000_000)
  expect(bandwidthAt(bandwidth, monday(23, 0, 3)).up).toBe(0)
})

test('a window that begins and ends at the same time lasts a day', () => {
  const whole = { ...office, days: [1], from: 0, to: 0 }
  const bandwidth = with_({ schedule: [whole] })
  expect(bandwidthAt(bandwidth, monday(23, 59)).up).toBe(1_000_000)
  expect(bandwidthAt(bandwidth, monday(0, 0, 3)).up).toBe(0)
})

test('of windows that hold together the first counts, and an edge that changes nothing is none', () => {
  const lunch = { ...office, from: 12 * HOUR, to: 13 * HOUR, up: 0, down: 0 }
  const bandwidth = with_({ schedule: [lunch, office, { ...office, from: 11 * HOUR }] })
  expect(bandwidthAt(bandwidth, monday(10)).until).toBe(monday(12))
  expect(bandwidthAt(bandwidth, monday(12, 30))).toMatchObject({ up: 0, until: monday(13) })
})

test('limits that were lifted come back by themselves, unless they were lifted for good', () => {
  const bandwidth = with_({ up: 50_000, schedule: [office], liftedUntil: monday(13) })
  expect(bandwidthAt(bandwidth, monday(12))).toEqual({
    up: 0,
    down: 0,
    lifted: true,
    until: monday(13),
    nextChange: monday(18),
  })
  expect(bandwidthAt(bandwidth, monday(13))).toMatchObject({ up: 1_000_000, lifted: false })
  const good = bandwidthAt({ ...bandwidth, liftedUntil: LIFTED_FOR_GOOD }, monday(12))
  expect(good).toMatchObject({ lifted: true, nextChange: monday(18) })
  expect(good.until).toBeUndefined()
})

test('a limit of one window is a limit', () => {
  expect(isLimited(NO_LIMITS)).toBe(false)
  expect(isLimited(with_({ schedule: [office] }))).toBe(true)
})

test('what cannot be meant is refused', () => {
  const valid = (change: object) => Bandwidth.safeParse(with_(change)).success
  expect(valid({ up: 10_000 })).toBe(true)
  expect(valid({ up: 9_999 })).toBe(false)
  expect(valid({ down: -1 })).toBe(false)
  expect(valid({ schedule: [{ ...office, days: [] }] })).toBe(false)
  expect(valid({ schedule: [{ ...office, to: 24 * HOUR }] })).toBe(false)
})
