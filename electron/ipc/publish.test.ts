import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Announcement } from '#shared/ipc/method.ts'
import { Topics } from './publish.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function window(topics: Topics, client: string, ...follows: string[]): Announcement[] {
  const got: Announcement[] = []
  topics.join(client, announcement => got.push(announcement))
  for (const topic of follows) topics.follow(client, topic)
  return got
}

const progress = (call: string, items: number) => ({ call, items, bytes: 0 })

test('the first value is announced at once, then ten a second, the last one always', () => {
  const topics = new Topics()
  const got = window(topics, 'w', 'plan.changed')
  for (let items = 1; items <= 1000; items++) {
    topics.publish('plan.changed', progress('c', items))
    vi.advanceTimersByTime(1)
  }
  vi.advanceTimersByTime(1000)
  expect(got.length).toBeGreaterThanOrEqual(10)
  expect(got.length).toBeLessThanOrEqual(11)
  expect(got[0]?.value).toEqual(progress('c', 1))
  expect(got.at(-1)?.value).toEqual(progress('c', 1000))
})

test('what is about different things does not wait for each other', () => {
  const topics = new Topics()
  const got = window(topics, 'w', 'plan.changed')
  topics.publish('plan.changed', progress('a', 1))
  topics.publish('plan.changed', progress('b', 1))
  expect(got).toHaveLength(2)
})

test('no changed place is lost when changes come fast', () => {
  const topics = new Topics()
  const got = window(topics, 'w', 'objects.changed')
  const place = (prefix: string) => ({ profileId: 'p', bucket: 'b', prefix })
  for (const prefix of ['a/', 'b/', 'c/', 'b/']) {
    topics.publish('objects.changed', { locations: [place(prefix)] })
  }
  vi.advanceTimersByTime(100)
  expect(got.map(({ value }) => value)).toEqual([
    { locations: [place('a/')] },
    { locations: [place('b/'), place('c/')] },
  ])
})

test('a window gets what it follows, and what is meant for it', () => {
  const topics = new Topics()
  const one = window(topics, 'one', 'profiles.changed', 'plan.changed')
  const two = window(topics, 'two', 'plan.changed')
  topics.publish('profiles.changed', {})
  topics.publish('plan.changed', progress('c', 1), 'two')
  expect(one).toEqual([{ topic: 'profiles.changed', value: {} }])
  expect(two).toEqual([{ topic: 'plan.changed', value: progress('c', 1) }])
  topics.unfollow('one', 'profiles.changed')
  topics.leave('two')
  vi.advanceTimersByTime(1000)
  topics.publish('profiles.changed', {})
  topics.publish('plan.changed', progress('c', 2))
  expect(one).toHaveLength(2)
  expect(two).toHaveLength(1)
})

test('nothing leaves that the topic does not name, and unknown topics cannot be followed', () => {
  const topics = new Topics()
  const got = window(topics, 'w', 'profiles.changed', '__proto__', 'nope')
  topics.publish('profiles.changed', { secret: 'x' } as never)
  expect(got).toEqual([{ topic: 'profiles.changed', value: {} }])
})
