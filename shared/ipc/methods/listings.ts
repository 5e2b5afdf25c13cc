import { z } from 'zod'
import { Failure } from '../../errors.ts'
import { Entry, ListingState, MAX_ROWS, Sort } from '../../listing.ts'
import { Location } from '../../location.ts'
import { HeldSelection, Selection } from '../../transfer.ts'
import { method } from '../method.ts'
import { nothing } from './nothing.ts'

/** Listing sessions: what a place holds, row by row. */
export const listingsMethods = {
  /** Starts a listing session; it lives until it is closed or its window goes away. */
  'listings.open': method(z.object({ location: Location }), ListingState),
  /** Lists again, in place: the id stays, the old rows too until the new ones are all there. */
  'listings.refresh': method(z.object({ id: z.string() }), nothing),
  'listings.close': method(z.object({ id: z.string() }), nothing),
  /** The state now; for a failed listing also why. */
  'listings.state': method(
    z.object({ id: z.string() }),
    z.object({ state: ListingState, failure: Failure.optional() }),
  ),
  /** Rows `from` (inclusive) to `to` (exclusive) in the given order; fewer at the end. */
  'listings.rows': method(
    z
      .object({
        id: z.string(),
        sort: Sort,
        filter: z.string().max(1024),
        from: z.number().int().min(0),
        to: z.number().int().min(0),
      })
      .refine(({ from, to }) => to - from <= MAX_ROWS, {
        error: `One request may ask for at most ${MAX_ROWS} rows.`,
      }),
    z.object({
      version: z.number().int(),
      /** Rows that pass the filter, of all that have arrived. */
      total: z.number().int(),
      rows: z.array(Entry),
    }),
  ),
  /** The row a key or prefix stands on in the given order; `undefined` when it is not there. */
  'listings.find': method(
    z.object({ id: z.string(), sort: Sort, filter: z.string().max(1024), entry: z.string() }),
    z.object({ row: z.number().int().optional() }),
  ),
  /** The first row from `from` on, and then from the top, whose name begins with a text. */
  'listings.typeAhead': method(
    z.object({
      id: z.string(),
      sort: Sort,
      filter: z.string().max(1024),
      text: z.string().min(1).max(1024),
      from: z.number().int().min(0),
    }),
    z.object({ row: z.number().int().optional() }),
  ),
  /** The entries of row ranges (`from` inclusive, `to` exclusive), as what a plan takes. */
  'listings.select': method(
    z.object({
      id: z.string(),
      sort: Sort,
      filter: z.string().max(1024),
      ranges: z.array(z.object({ from: z.number().int().min(0), to: z.number().int().min(0) })),
    }),
    Selection,
  ),
  /**
   * Holds what stands on row ranges in that version of the listing, for the next job; refused when
   * the listing has moved on: other objects may stand there than those the user saw.
   */
  'listings.hold': method(
    z.object({
      id: z.string(),
      version: z.number().int(),
      sort: Sort,
      filter: z.string().max(1024),
      ranges: z.array(z.object({ from: z.number().int().min(0), to: z.number().int().min(0) })),
    }),
    HeldSelection,
  ),
} as const
