import { expect, test } from 'vitest'
import { Speed } from './speed.ts'

test('a steady flow has its speed, and none after it stopped', () => {
  const speed = new Speed()
  for (let now = 0; now <= 20_000; now += 100) speed.add(1000, now)
  expect(speed.perSecond(20_000)).toBeGreaterThan(9_500)
  expect(speed.perSecond(20_000)).toBeLessThan(10_600)
  expect(speed.perSecond(26_000)).toBe(0)
})

test('bytes taken back make no negative speed', () => {
  const speed = new Speed()
  speed.add(10, 0)
  speed.add(-500, 1000)
  expect(speed.perSecond(1000)).toBe(0)
})
