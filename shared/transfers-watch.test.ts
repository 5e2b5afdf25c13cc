import { expect, test } from 'vitest'
import type { TransfersSummary } from './transfer.ts'
import { progressOf, type TransfersWatch, watchTransfers } from './transfers-watch.ts'

const IDLE: TransfersSummary = {
  version: 1,
  running: 0,
  waiting: 0,
  queued: 0,
  paused: 0,
  done: 4,
  failed: 1,
  canceled: 0,
  bytesDone: 0,
  itemsDone: 0,
  itemsTotal: 0,
  speed: 0,
}
const BUSY = { ...IDLE, running: 1, itemsDone: 1, itemsTotal: 4 }

/** What is told at the end of summaries, each with its time in seconds. */
function told(...steps: [seconds: number, summary: TransfersSummary][]) {
  let watch: TransfersWatch | undefined
  return steps.flatMap(([seconds, summary]) => {
    const seen = watchTransfers(watch, summary, seconds * 1000)
    watch = seen.watch
    return seen.ended ? [seen.ended.title] : []
  })
}

test('the end of what took long is told once', () => {
  const over = { ...IDLE, done: 6 }
  expect(told([0, IDLE], [1, BUSY], [30, BUSY], [60, over], [61, over])).toEqual([
    '2 transfers done',
  ])
})

test('failures come first', () => {
  expect(told([0, BUSY], [60, { ...IDLE, done: 5, failed: 2 }])).toEqual(['1 transfer failed'])
})

test('what was short, paused or canceled is not told', () => {
  expect(told([0, BUSY], [5, { ...IDLE, done: 5 }])).toEqual([])
  expect(told([0, BUSY], [60, { ...IDLE, paused: 1 }])).toEqual([])
})

test('progress goes by bytes where they are known, by items else', () => {
  expect(progressOf(IDLE)).toBeUndefined()
  expect(progressOf(BUSY)).toBe(0.25)
  expect(progressOf({ ...BUSY, bytesDone: 3, bytesTotal: 4 })).toBe(0.75)
})
