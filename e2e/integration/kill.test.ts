import { expect, test } from 'vitest'
import { killAtMoments } from '../faults/kill.ts'
import { KINDS } from '../faults/kinds.ts'

/** `npm run faults -- kill` does the same at 200 moments each. */
const MOMENTS = 20

test.concurrent.each(KINDS)(
  'a Pail that is killed in the middle of its %s loses, doubles and leaves nothing',
  async kind => {
    const { kills, ...faults } = await killAtMoments(kind, MOMENTS, 7)
    expect(kills).toBeGreaterThanOrEqual(MOMENTS)
    expect(faults).toEqual({
      partial: 0,
      lostOrDoubled: 0,
      unreadableJournals: 0,
      orphans: 0,
      overBound: 0,
    })
  },
  900_000,
)
