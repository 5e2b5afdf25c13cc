import { z } from 'zod'
import type { TransferKind } from './transfer.ts'

/** When a sheet tells what a job will do before it starts. */
export const Preflight = z.object({
  when: z.enum(['always', 'large']).default('large'),
  /** What is large: more objects, or more bytes, than this. */
  items: z.number().int().min(1).default(1_000),
  bytes: z
    .number()
    .int()
    .min(1)
    .default(10 * 1024 ** 3),
})
export type Preflight = z.infer<typeof Preflight>

export const DEFAULT_PREFLIGHT: Preflight = Preflight.parse({})

/** What requests and traffic cost, in US dollars. */
export const PriceTable = z.object({
  /** When somebody looked last, such as "2026-06". */
  asOf: z.string().max(40),
  writesPer1000: z.number().min(0),
  readsPer1000: z.number().min(0),
  outPerGB: z.number().min(0),
  /** Of storing it for a month. */
  monthPerGB: z.number().min(0),
})
export type PriceTable = z.infer<typeof PriceTable>

/**
 * The first tier of AWS S3 Standard in us-east-1, without the free tier.
 *
 * @see https://aws.amazon.com/s3/pricing/
 */
export const AWS_PRICES: PriceTable = {
  asOf: 'AWS us-east-1, 2026-06',
  writesPer1000: 0.005,
  readsPer1000: 0.0004,
  outPerGB: 0.09,
  monthPerGB: 0.023,
}

/** Requests by what they are charged as: PUT, COPY, POST, LIST are writes; GET and HEAD reads. */
export const RequestCounts = z.object({
  writes: z.number().int(),
  reads: z.number().int(),
  deletes: z.number().int(),
})
export type RequestCounts = z.infer<typeof RequestCounts>

/** Whether a job of this size is told of before it starts. */
export function isLarge(size: { items: number; bytes?: number | undefined }, rule: Preflight) {
  return rule.when === 'always' || size.items > rule.items || (size.bytes ?? 0) > rule.bytes
}

/** What a job costs once, and each month from then on; in US dollars. */
export function estimatePrice(
  job: { kind: TransferKind; bytes?: number | undefined; requests: RequestCounts },
  table: PriceTable,
): { once: number; monthly: number } {
  const { kind, bytes = 0, requests } = job
  const gigabytes = bytes / 1e9
  const asked = (requests.writes * table.writesPer1000 + requests.reads * table.readsPer1000) / 1000
  const traffic = kind === 'download' || kind === 'zip' ? gigabytes * table.outPerGB : 0
  const stays = kind === 'upload' || kind === 'copy'
  return { once: asked + traffic, monthly: stays ? gigabytes * table.monthPerGB : 0 }
}
