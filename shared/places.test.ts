import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Favorite,
  MAX_RECENTS,
  type RecentPlace,
  sameLocation,
  withMoved,
  withVisit,
} from './places.ts'

const visit = (profileId: string, prefix: string, visited: number): RecentPlace => ({
  profileId,
  profileLabel: profileId,
  bucket: 'b',
  prefix,
  visited,
})
const visits = fc.array(
  fc.record({ profileId: fc.constantFrom('p', 'q'), number: fc.integer({ min: 0, max: 80 }) }),
  { maxLength: 200 },
)

test('recents hold the latest visits of each profile, each once', () => {
  fc.assert(
    fc.property(visits, all => {
      let recents: RecentPlace[] = []
      all.forEach(({ profileId, number }, at) => {
        recents = withVisit(recents, visit(profileId, `${number}/`, at))
      })
      for (const profileId of ['p', 'q']) {
        const own = recents.filter(recent => recent.profileId === profileId)
        const expected = all
          .filter(one => one.profileId === profileId)
          .map(({ number }) => `${number}/`)
          .reverse()
        const latest = [...new Set(expected)].slice(0, MAX_RECENTS)
        expect(own.map(({ prefix }) => prefix)).toEqual(latest)
      }
      const times = recents.map(({ visited }) => visited)
      expect(times).toEqual(times.toSorted((a, b) => b - a))
    }),
    { seed: 20261125 },
  )
})

test('a favorite moves to where it is put, and nothing else changes its order', () => {
  const favorites: Favorite[] = ['a', 'b', 'c', 'd'].map(id => ({ id, ...visit('p', id, 0) }))
  const order = (id: string, to: number) =>
    withMoved(favorites, id, to)
      .map(one => one.id)
      .join('')
  expect(order('a', 2)).toBe('bcad')
  expect(order('d', 0)).toBe('dabc')
  expect(order('b', 99)).toBe('acdb')
  expect(order('gone', 0)).toBe('abcd')
})

test('the same folder of another profile is another place', () => {
  expect(sameLocation(visit('p', 'a/', 0), visit('q', 'a/', 0))).toBe(false)
  expect(sameLocation(visit('p', 'a/', 0), visit('p', 'a/', 9))).toBe(true)
})
