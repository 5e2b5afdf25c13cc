import { z } from 'zod'
import { Failure } from './errors.ts'
import { Sort, SortColumn } from './listing.ts'
import { ProfileId } from './profile.ts'

/** What results are ordered by: as a listing, or by the folder each is in. */
export const HitSortColumn = z.enum([...SortColumn.options, 'folder'])
export type HitSortColumn = z.infer<typeof HitSortColumn>

export const HitSort = Sort.extend({ column: HitSortColumn })
export type HitSort = z.infer<typeof HitSort>

/** Where to search: under a prefix of a bucket, or in every bucket of a profile. */
export const SearchScope = z.object({
  profileId: ProfileId,
  /** Left out: all buckets. */
  bucket: z.string().min(1).max(255).optional(),
  prefix: z.string().max(1024),
})
export type SearchScope = z.infer<typeof SearchScope>

/** How a text stands for names. A regular expression is RE2's: it never takes exponential time. */
export const PatternSyntax = z.enum(['substring', 'glob', 'regex'])
export type PatternSyntax = z.infer<typeof PatternSyntax>

/** What an object must be like to be found. Sizes in bytes, times in ms since the Unix epoch. */
export const SearchQuery = z.object({
  /** Empty: any name. */
  text: z.string().max(512),
  syntax: PatternSyntax,
  /** Match the whole key instead of what follows the last `/`. */
  wholeKey: z.boolean(),
  matchCase: z.boolean(),
  sizeFrom: z.number().min(0).optional(),
  sizeTo: z.number().min(0).optional(),
  modifiedFrom: z.number().optional(),
  modifiedTo: z.number().optional(),
  storageClasses: z.array(z.string().max(64)).max(32),
  /** Without the dot, in lower case; empty: any. */
  extensions: z.array(z.string().max(32)).max(500),
})
export type SearchQuery = z.infer<typeof SearchQuery>

/** An object that was found. */
export const SearchHit = z.object({
  bucket: z.string(),
  key: z.string(),
  size: z.number(),
  modified: z.number(),
  etag: z.string(),
  storageClass: z.string(),
})
export type SearchHit = z.infer<typeof SearchHit>

/**
 * How far a search has come. Nobody knows how much there is to look through, so nothing here is a
 * part of a whole but the buckets.
 *
 *   running ──▶ done         all was looked through, but for the buckets in `failures`
 *     │  ▲ └──▶ failed       `canGoOn`: it stands where it failed
 *   stop go on
 *     ▼  │
 *   stopped
 */
export const SearchState = z.object({
  id: z.string(),
  /** Grows when there are more hits, and when some are taken away. */
  version: z.number().int(),
  status: z.enum(['running', 'stopped', 'done', 'failed']),
  canGoOn: z.boolean(),
  hits: z.number().int(),
  /** Of all hits together. */
  bytes: z.number(),
  scanned: z.number().int(),
  requests: z.number().int(),
  /** Milliseconds of searching, without the time it stood still. */
  elapsed: z.number(),
  current: z.object({ bucket: z.string(), key: z.string() }).optional(),
  buckets: z.number().int(),
  bucketsDone: z.number().int(),
  failures: z.array(Failure),
  /** Objects were stored in its scope since: they may be missing, or be others than were found. */
  outdated: z.boolean(),
})
export type SearchState = z.infer<typeof SearchState>

/** Selected hits of one bucket, as what a plan takes. */
export const FoundKeys = z.object({ bucket: z.string(), keys: z.array(z.string()) })
export type FoundKeys = z.infer<typeof FoundKeys>

/** The most hits that one request may ask for. */
export const MOST_HITS = 200
