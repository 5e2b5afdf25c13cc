import { z } from 'zod'
import { ConflictAnswer } from '#shared/transfer-plan.ts'

/** What an item is made of, by the kind of its job. Kept in the journal as JSON. */
export const ItemDetail = z.discriminatedUnion('type', [
  /** A local file that goes up. */
  z.object({ type: z.literal('path'), path: z.string() }),
  /** A file that only a page can give, while it is open. */
  z.object({ type: z.literal('stream') }),
  /** An empty folder: a marker object, or a folder on the disk. */
  z.object({ type: z.literal('folder'), segments: z.array(z.string()).optional() }),
  /** An object that comes down or goes away; `segments` where its place is not simply its key. */
  z.object({ type: z.literal('object'), segments: z.array(z.string()).optional() }),
  /** An object that is copied or moved, and the key of the copy. */
  z.object({ type: z.literal('copy'), target: z.string() }),
  /** Only in the target of a mirror: an object, or a local file or (with `/`) folder, that goes away. */
  z.object({ type: z.literal('extra-object') }),
  z.object({ type: z.literal('extra-local') }),
])
export type ItemDetail = z.infer<typeof ItemDetail>

/** How an item's conflict was decided; `replace-changed`: when it is its turn, by the bytes. */
export const ItemAnswer = z.enum([...ConflictAnswer.options, 'replace-changed'])
export type ItemAnswer = z.infer<typeof ItemAnswer>

/** What has the name that an item wants. Sizes in bytes, times in ms. */
export const Existing = z.object({
  size: z.number(),
  modified: z.number().optional(),
  etag: z.string().optional(),
})
export type Existing = z.infer<typeof Existing>

/** An item as a plan finds it. There may be very many. */
export interface PlannedItem {
  /** Shown: the key or path below where the job works. */
  readonly name: string
  readonly key: string
  readonly size: number
  /** Milliseconds since the Unix epoch. */
  readonly modified?: number | undefined
  /** The version that is read or deleted. */
  readonly etag?: string | undefined
  readonly detail: ItemDetail
  /** The name it takes, as names are compared there: no other item of the job may take it. */
  readonly claim?: string | undefined
}

/** An item of a started job. */
export interface Item extends PlannedItem {
  readonly number: number
  readonly existing: Existing | undefined
  readonly answer: ItemAnswer | undefined
  /** Begun before and never reported: what it did may be done already. */
  readonly interrupted: boolean
  /** The key or path that it got when another name had to do. */
  readonly chosen: string | undefined
}

/** What is known of an object once its item is done; enough to verify, or to take it back. */
export const ItemResult = z.object({
  etag: z.string().optional(),
  versionId: z.string().optional(),
  /** Of the whole object, as S3 writes it. */
  checksum: z.object({ algorithm: z.string(), value: z.string() }).optional(),
  /** How it was made sure that the bytes are the same, in words. */
  verified: z.string().optional(),
  /** Milliseconds since the Unix epoch. */
  finished: z.number().optional(),
})
export type ItemResult = z.infer<typeof ItemResult>

/** Deletions of a mirror have numbers from here on: they come when everything else of it is done. */
export const DELETES_FROM = 1_000_000_000

/** How an item stands, as the journal writes it. What a plan left out never was an item to move. */
export const ITEM = { waiting: 0, taken: 1, done: 2, skipped: 3, failed: 4, leftOut: 5 } as const
