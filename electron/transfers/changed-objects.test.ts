import { expect, test } from 'vitest'
import { ChangedObjects } from './changed-objects.ts'

const at = (prefix: string, bucket = 'one') => ({ profileId: 'p', bucket, prefix })

test('tells folders and those around them, what came, and what went, once', () => {
  const changed = new ChangedObjects()
  changed.stored('a/b/new', at('a/'))
  changed.gone('a/c/old', at('a/'))
  changed.gone('older', at('a/'))
  changed.gone('older', at('', 'two'))
  const { locations, stored, gone } = changed.take()
  expect(locations.filter(({ bucket }) => bucket === 'one').map(({ prefix }) => prefix)).toEqual([
    '',
    'a/',
    'a/b/',
    'a/c/',
  ])
  expect(locations).toContainEqual(at('', 'two'))
  expect(stored).toEqual([at('a/b/')])
  expect(gone).toEqual([
    { profileId: 'p', bucket: 'one', keys: ['a/c/old', 'older'] },
    { profileId: 'p', bucket: 'two', keys: ['older'] },
  ])
  expect(changed.take()).toEqual({ locations: [], stored: [], gone: [] })
})

test('of more folders than can be told those nearest to the root are, and no key is left out', () => {
  const changed = new ChangedObjects()
  for (let folder = 0; folder < 1500; folder += 1) changed.gone(`top/${folder}/key`, at(''))
  const { locations, gone } = changed.take()
  expect(locations).toHaveLength(1000)
  expect(locations.slice(0, 2)).toEqual([at(''), at('top/')])
  expect(gone[0]?.keys).toHaveLength(1500)
})
