import { describe, expect, test } from 'vitest'
import { currentVisit, type Navigation, navigate, type Place, START } from './navigation.ts'

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
    expect(currentVisit(parent)).toEqual({ place: folder('a/'), entry: 'a/b/' })
    const buckets = up(up(parent))
    expect(currentVisit(buckets)).toEqual({
      place: { type: 'profile', profileId: 'work' },
      entry: 'media',
    })
    expect(up(buckets)).toBe(buckets)
  })

  test('up from a folder with an empty name leads to the folder that holds it', () => {
    const up = navigate(walk(folder('a//')), { type: 'up' })
    expect(currentVisit(up).place).toEqual(folder('a/'))
  })

  test('the entry that had the focus is there again on the way back', () => {
    const left = navigate(walk(folder('')), { type: 'remember', entry: 'a/' })
    const back = navigate(navigate(left, { type: 'go', place: folder('a/') }), { type: 'back' })
    expect(currentVisit(back).entry).toBe('a/')
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
