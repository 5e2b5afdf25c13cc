import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Failure } from './errors.ts'
import {
  isActive,
  MAX_LISTED,
  reduceTransfer,
  type Transfer,
  type TransferEvent,
} from './transfer.ts'

const failure: Failure = {
  code: 'denied',
  message: 'No.',
  remedy: 'Ask.',
  subject: {},
  details: {},
}

const queued: Transfer = {
  id: 't',
  kind: 'upload',
  location: { profileId: 'p', bucket: 'b', prefix: '' },
  label: '3 items',
  created: 0,
  itemsTotal: 3,
  itemsDone: 0,
  itemsSkipped: 0,
  itemsFailed: 0,
  bytesTotal: 100,
  bytesDone: 0,
  failures: [],
  state: { status: 'queued' },
}

function after(...events: TransferEvent[]): Transfer {
  return events.reduce(reduceTransfer, queued)
}

test('a transfer whose items are all done is done', () => {
  const end = after({ type: 'start' }, { type: 'item-done' }, { type: 'finish', at: 5 })
  expect(end).toMatchObject({ itemsDone: 1, state: { status: 'done', finished: 5 } })
})

test('one failed item makes it failed, without a reason of its own', () => {
  const end = after(
    { type: 'start' },
    { type: 'item-failed', name: 'a', failure },
    { type: 'finish', at: 5 },
  )
  expect(end.state).toEqual({ status: 'failed', finished: 5 })
  expect(end.failures).toEqual([{ name: 'a', failure }])
})

test('what was canceled stays canceled, whatever still comes in', () => {
  const end = after(
    { type: 'start' },
    { type: 'cancel', at: 1 },
    { type: 'rate', speed: 9 },
    { type: 'finish', at: 2 },
    { type: 'fail', at: 3, failure },
  )
  expect(end.state).toEqual({ status: 'canceled', finished: 1 })
})

test('a retry forgets the failures and keeps what is done', () => {
  const end = after(
    { type: 'start' },
    { type: 'item-done' },
    { type: 'item-failed', name: 'a', failure },
    { type: 'finish', at: 1 },
    { type: 'retry' },
  )
  expect(end).toMatchObject({
    itemsDone: 1,
    itemsFailed: 0,
    failures: [],
    state: { status: 'queued' },
  })
})

test('the time left follows from the speed, and is unknown without one', () => {
  const running = after(
    { type: 'start' },
    { type: 'progress', bytes: 40 },
    { type: 'rate', speed: 20 },
  )
  expect(running.state).toMatchObject({ status: 'running', secondsLeft: 3 })
  const standing = reduceTransfer(running, { type: 'rate', speed: 0 })
  expect(standing.state).not.toHaveProperty('secondsLeft')
})

test('failures are all counted, and only the first are kept', () => {
  const failed: TransferEvent = { type: 'item-failed', name: 'a', failure }
  const end = after({ type: 'start' }, ...Array.from({ length: MAX_LISTED + 5 }, () => failed))
  expect([end.itemsFailed, end.failures.length]).toEqual([MAX_LISTED + 5, MAX_LISTED])
})

test('no order of events leads to a state that makes no sense', () => {
  const event: fc.Arbitrary<TransferEvent> = fc.constantFrom<TransferEvent>(
    { type: 'start' },
    { type: 'progress', bytes: -50 },
    { type: 'progress', bytes: 30 },
    { type: 'rate', speed: 5 },
    { type: 'item-done' },
    { type: 'item-failed', name: 'a', failure },
    { type: 'finish', at: 1 },
    { type: 'fail', at: 2, failure },
    { type: 'cancel', at: 3 },
    { type: 'retry' },
    { type: 'restore' },
    { type: 'pause', at: 4 },
    { type: 'resume' },
    { type: 'wait', wait: { host: 'h', since: 5, nextTry: 6 } },
    { type: 'reached' },
  )
  const ways: Record<Transfer['state']['status'], string[]> = {
    queued: ['running', 'paused', 'failed', 'canceled'],
    running: ['queued', 'waiting', 'paused', 'done', 'failed', 'canceled'],
    waiting: ['queued', 'running', 'paused', 'done', 'failed', 'canceled'],
    paused: ['queued', 'canceled'],
    failed: ['queued'],
    canceled: ['queued'],
    done: [],
  }
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), events => {
      let transfer = queued
      for (const one of events) {
        const next = reduceTransfer(transfer, one)
        const [from, to] = [transfer.state.status, next.state.status]
        if (from !== to) expect(ways[from]).toContain(to)
        expect(next.bytesDone).toBeGreaterThanOrEqual(0)
        expect(isActive(next)).toBe(['queued', 'running', 'waiting'].includes(to))
        transfer = next
      }
    }),
    { seed: 11, numRuns: 500 },
  )
})
