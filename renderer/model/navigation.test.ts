import { describe, expect, test } from 'vitest'
import { DEFAULT_SORT, type Sort } from '#shared/listing.ts'
import {
  currentVisit,
  type Navigation,
  type NavigationAction,
  navigate,
  type Place,
  START,
} from './navigation.ts'

const folder = (prefix: string, profileId = 'work'): Place => ({
  type: 'folder',
  location: { profileId, bucket: 'media', prefix },
})
const walk = (...places: Place[]): Navigation =>
  places.reduce((at, place) => navigate(at, { type: 'go', place }), START)

describe('the history of a window', () => {
  test('back and forward retrace the way, and stop at its ends', () => {
    const there = walk(folder(''), folder('a/'))
    const back = navigate(there, { type: 'back' })
    expect(currentVisit(back).place).toEqual(folder(''))
    expect(navigate(back, { type: 'forward' })).toEqual(there)
    expect(navigate(there, { type: 'forward' })).toBe(there)
    expect(navigate(START, { type: 'back' })).toBe(START)
  })

  test('going somewhere new from the middle drops what was ahead', () => {
    const back = navigate(walk(folder(''), folder('a/')), { type: 'back' })
    const elsewhere = navigate(back, { type: 'go', place: folder('b/') })
    expect(navigate(elsewhere, { type: 'forward' })).toBe(elsewhere)
  })

  test('up leads to the parent, to the buckets, and no further', () => {
    const up = (at: Navigation) => navigate(at, { type: 'up' })
    const parent = up(walk(folder('a/b/')))
    expect(currentVisit(parent)).toMatchObject({ place: folder('a/'), entry: 'a/b/' })
    const buckets = up(up(parent))
    expect(currentVisit(buckets)).toMatchObject({
      place: { type: 'profile', profileId: 'work' },
      entry: 'media',
    })
    expect(up(buckets)).toBe(buckets)
  })

  test('up from a folder with an empty name leads to the folder that holds it', () => {
    const up = navigate(walk(folder('a//')), { type: 'up' })
    expect(currentVisit(up).place).toEqual(folder('a/'))
  })

  test('each place keeps its own order and filter; a new one starts in the same order, unfiltered', () => {
    const bySize: Sort = { column: 'size', direction: 'descending', foldersFirst: true }
    const steps: NavigationAction[] = [
      { type: 'filter', filter: 'log' },
      { type: 'order', order: bySize },
      { type: 'go', place: folder('a/') },
      { type: 'order', order: DEFAULT_SORT },
    ]
    const deeper = steps.reduce(navigate, walk(folder('')))
    expect(currentVisit(deeper)).toMatchObject({ filter: '', order: DEFAULT_SORT })
    const back = currentVisit(navigate(deeper, { type: 'back' }))
    expect(back).toMatchObject({ filter: 'log', order: bySize })
    const started = navigate(walk(folder('')), { type: 'order', order: bySize })
    const next = navigate(started, { type: 'go', place: folder('b/') })
    expect(currentVisit(next).order).toEqual(bySize)
  })

  test('what is to be selected on arrival is selected once', () => {
    const there = navigate(START, { type: 'go', place: folder('a/'), entry: 'a/b' })
    expect(currentVisit(there).entry).toBe('a/b')
    expect(currentVisit(navigate(there, { type: 'arrive' })).entry).toBeUndefined()
  })

  test('no two visits have a number in common', () => {
    const back = navigate(walk(folder(''), folder('a/')), { type: 'back' })
    const elsewhere = navigate(back, { type: 'go', place: folder('b/') })
    const numbers = elsewhere.visits.map(({ number }) => number)
    expect(new Set(numbers).size).toBe(numbers.length)
  })

  test('going where one already is makes no second visit', () => {
    expect(walk(folder('a/'), folder('a/')).visits).toHaveLength(2)
  })

  test('a deleted profile takes its places along', () => {
    const mixed = walk(folder('', 'home'), folder('', 'work'), folder('a/', 'work'))
    const left = navigate(mixed, { type: 'forget', profileId: 'work' })
    expect(currentVisit(left).place).toEqual(folder('', 'home'))
    expect(left.visits).toHaveLength(2)
  })
})
