import { hashOf } from '../harness/seed-index.ts'

/** Keys in the flat prefix; PAIL_BENCH_KEYS makes a quick run of fewer. */
export const BENCH_KEYS = Number(process.env['PAIL_BENCH_KEYS'] ?? 1_000_000)

/** Keys in each small context. */
export const CONTEXT_KEYS = 10

/** The buckets of the seeded playground, and the prefix in each that is listed. */
export const FLAT = { bucket: 'flat', prefix: 'scans/' }
export const CONTEXTS = { bucket: 'contexts', prefix: '' }

/** The key of each object in the flat prefix: numbered by a camera, or named by a hash. */
export function flatKey(index: number): string {
  const number = String(index).padStart(7, '0')
  if (index % 3 !== 0) return `${FLAT.prefix}scan-${number}.tiff`
  return `${FLAT.prefix}${hashOf(index).toString(16).padStart(8, '0')}-${number}.json`
}

/** The prefix of each small context. */
export function contextPrefix(index: number): string {
  return `customer-${String(index).padStart(6, '0')}/`
}
