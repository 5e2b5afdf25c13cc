import { expect, test } from 'vitest'
import { compareSides } from './compare-sides.ts'

const HOUR = 3_600_000
const file = (size: number, hours: number) => ({ size, modified: 1e12 + hours * HOUR })

test('going up, what was stored after the file last changed is a copy of it', () => {
  expect(compareSides('up', file(5, 0), file(5, 3)).verdict).toBe('same')
  expect(compareSides('up', file(5, 0), file(5, 0)).verdict).toBe('same')
  expect(compareSides('up', file(5, 3), file(5, 0))).toEqual({
    verdict: 'times-differ',
    reason: 'The local file is newer by 3 hours.',
    replacesNewer: false,
  })
})

test('coming down, both have to be of one time, to what disks and S3 keep of it', () => {
  expect(compareSides('down', file(5, 0.0005), file(5, 0)).verdict).toBe('same')
  expect(compareSides('down', file(5, 0), file(5, 49)).reason).toBe(
    'The object is newer by 2 days.',
  )
  expect(compareSides('down', file(5, 1), file(5, 0))).toMatchObject({
    verdict: 'times-differ',
    replacesNewer: true,
  })
})

test.each(['up', 'down'] as const)('other sizes are other files, whatever the times (%s)', way => {
  expect(compareSides(way, file(5, 0), file(6, 0))).toEqual({
    verdict: 'sizes-differ',
    reason: 'Sizes differ. Both are of the same time.',
    replacesNewer: false,
  })
  expect(compareSides(way, file(5, 0), file(6, 0.03)).reason).toContain('newer by 1 minute.')
})

test('replacing something newer is told', () => {
  expect(compareSides('up', file(5, 0), file(6, 2))).toMatchObject({ replacesNewer: true })
  expect(compareSides('down', file(5, 0), file(6, 2))).toMatchObject({ replacesNewer: false })
})
