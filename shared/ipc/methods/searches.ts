import { z } from 'zod'
import {
  FoundKeys,
  HitSort,
  MOST_HITS,
  SearchHit,
  SearchQuery,
  SearchScope,
  SearchState,
} from '../../search.ts'
import { method } from '../method.ts'
import { nothing } from './nothing.ts'

const id = z.string().max(64)
const one = z.object({ id })
const row = z.number().int().min(0)

/** Recursive searches; how they come along is told by `search.changed`. */
export const searchesMethods = {
  'searches.start': method(z.object({ scope: SearchScope, query: SearchQuery }), SearchState),
  /** Stands still; what was found stays. */
  'searches.stop': method(one, nothing),
  'searches.goOn': method(one, nothing),
  'searches.close': method(one, nothing),
  'searches.state': method(one, SearchState),
  /** Hits `from` (inclusive) to `to` (exclusive) in the given order; fewer at the end. */
  'searches.rows': method(
    z
      .object({ id, sort: HitSort, from: row, to: row })
      .refine(({ from, to }) => to - from <= MOST_HITS, {
        error: `One request may ask for at most ${MOST_HITS} hits.`,
      }),
    z.object({ version: z.number().int(), total: z.number().int(), rows: z.array(SearchHit) }),
  ),
  /** The row a hit stands on in the given order. */
  'searches.find': method(
    z.object({ id, sort: HitSort, bucket: z.string(), key: z.string() }),
    z.object({ row: z.number().int().optional() }),
  ),
  /** The row of the next hit from `from` on, and then from the top, whose name begins with a text. */
  'searches.typeAhead': method(
    z.object({ id, sort: HitSort, text: z.string().min(1).max(1024), from: row }),
    z.object({ version: z.number().int(), row: z.number().int().optional() }),
  ),
  /** The hits of row ranges by bucket. `version` is the one the ranges were seen in. */
  'searches.select': method(
    z.object({
      id,
      sort: HitSort,
      version: z.number().int(),
      ranges: z.array(z.object({ from: row, to: row })),
    }),
    z.array(FoundKeys),
  ),
} as const
