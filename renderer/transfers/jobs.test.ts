import { describe, expect, test } from 'vitest'
import { DEFAULT_PREFLIGHT } from '#shared/preflight.ts'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import type { TransferPlan } from '#shared/transfer-plan.ts'
import {
  answerFor,
  chooseForAll,
  chooseForItem,
  countAnswers,
  decisionOf,
  SAFE_CHOICES,
} from './conflict-choices.ts'
import { formatTimeLeft } from './duration.ts'
import { type Job, jobToShow, nextStep, reduceJobs } from './jobs.ts'

const location = { profileId: 'p', bucket: 'b', prefix: '' }
const plan = (more: Partial<TransferPlan>): TransferPlan => ({
  id: 'plan',
  kind: 'upload',
  items: 3,
  folders: 0,
  requests: { writes: 3, reads: 0, deletes: 0 },
  archived: 0,
  conflicts: [],
  conflictCount: 0,
  problems: [],
  problemCount: 0,
  sample: [],
  ...more,
})

describe('what a plan needs before it starts', () => {
  test('nothing, when nothing is taken and nothing is left out', () => {
    expect(nextStep(plan({}), DEFAULT_SETTINGS)).toBe('start')
  })
  test('an answer, when a name is taken or an item is left out', () => {
    expect(nextStep(plan({ conflictCount: 1 }), DEFAULT_SETTINGS)).toBe('ask')
    expect(nextStep(plan({ problemCount: 1 }), DEFAULT_SETTINGS)).toBe('ask')
    expect(nextStep(plan({ items: 0, problemCount: 1 }), DEFAULT_SETTINGS)).toBe('ask')
  })
  test('no answer, where a rule holds for taken names', () => {
    const rules = { ...DEFAULT_SETTINGS, takenNames: 'skip' as const }
    expect(nextStep(plan({ conflictCount: 1 }), rules)).toBe('start')
    expect(nextStep(plan({ conflictCount: 1, problemCount: 1 }), rules)).toBe('ask')
    expect(nextStep(plan({ conflictCount: 1, items: 1001 }), rules)).toBe('ask')
  })
  test('always a confirmation, to delete', () => {
    expect(nextStep(plan({ kind: 'delete' }), DEFAULT_SETTINGS)).toBe('ask')
  })
  test('to be dropped, when there is nothing in it', () => {
    expect(nextStep(plan({ items: 0 }), DEFAULT_SETTINGS)).toBe('nothing-to-do')
    expect(nextStep(plan({ items: 0, folders: 1 }), DEFAULT_SETTINGS)).toBe('start')
  })
})

describe('open jobs', () => {
  const added = (id: string, kind: Job['kind'] = 'upload') =>
    reduceJobs([], { type: 'add', job: { id, kind, location } })

  test('an upload that is still counted asks nothing', () => {
    const slow = reduceJobs(added('a'), { type: 'slow', id: 'a' })
    expect(jobToShow(slow, DEFAULT_PREFLIGHT)).toBeUndefined()
  })
  test('an upload that turns out large is shown while it is counted, and told before it starts', () => {
    const slow = reduceJobs(added('a'), { type: 'slow', id: 'a' })
    const progress = { items: 1001, bytes: 1 }
    const large = reduceJobs(slow, { type: 'progress', id: 'a', progress })
    expect(jobToShow(large, DEFAULT_PREFLIGHT)?.id).toBe('a')
    expect(nextStep(plan({ items: 1001 }), DEFAULT_SETTINGS)).toBe('ask')
    expect(nextStep(plan({ archived: 1 }), DEFAULT_SETTINGS)).toBe('ask')
  })
  test('a delete that takes long to count says so', () => {
    const jobs = added('a', 'delete')
    expect(jobToShow(jobs, DEFAULT_PREFLIGHT)).toBeUndefined()
    expect(jobToShow(reduceJobs(jobs, { type: 'slow', id: 'a' }), DEFAULT_PREFLIGHT)?.id).toBe('a')
  })
  test('progress that comes after the plan changes nothing', () => {
    const review = reduceJobs(added('a'), { type: 'review', id: 'a', plan: plan({}) })
    const late = { type: 'progress', id: 'a', progress: { items: 9, bytes: 9 } } as const
    expect(reduceJobs(review, late)).toEqual(review)
  })
  test('what comes for a job that is gone is ignored', () => {
    const gone = reduceJobs(added('a'), { type: 'remove', id: 'a' })
    expect(reduceJobs(gone, { type: 'review', id: 'a', plan: plan({}) })).toEqual([])
  })
})

describe('answers to taken names', () => {
  test('never overwrite unless the user says so', () => {
    expect(decisionOf(SAFE_CHOICES)).toEqual({ all: 'keep-both', byItem: {} })
  })
  test('one for all takes back the single ones', () => {
    const single = chooseForItem(SAFE_CHOICES, 'a', 'replace')
    expect(answerFor(single, 'a')).toBe('replace')
    expect(answerFor(single, 'b')).toBe('keep-both')
    expect(answerFor(chooseForAll('skip'), 'a')).toBe('skip')
  })
  test('that depend on each name are counted apart', () => {
    const choices = chooseForItem(chooseForAll('replace-newer'), 'a', 'skip')
    expect(answerFor(choices, 'a')).toBe('skip')
    expect(answerFor(choices, 'b')).toBeUndefined()
    expect(countAnswers({ conflictCount: 3 }, choices)).toMatchObject({ skip: 1, depends: 2 })
  })

  test('are counted over all names, also those that are not listed', () => {
    const choices = chooseForItem(chooseForAll('skip'), 'a', 'replace')
    expect(countAnswers({ conflictCount: 500 }, choices)).toEqual({
      replace: 1,
      skip: 499,
      depends: 0,
      'keep-both': 0,
    })
  })
})

test('time left is told as one would say it', () => {
  expect([2, 12, 70, 130, 5400, 200_000].map(formatTimeLeft)).toEqual([
    'a few seconds left',
    '15 s left',
    '1 min left',
    '2 min left',
    'about 2 h left',
    'about 2 days left',
  ])
})
