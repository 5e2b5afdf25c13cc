import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '../../electron/playground/sample/seeded-random.ts'

const KiB = 1024
const MiB = 1024 * KiB

/** Files that are moved together. `size` in bytes, of each. */
export interface FileSet {
  /** Of its folder. */
  readonly name: string
  readonly count: number
  readonly size: number
}

/** What is measured; `PAIL_BENCH_SCALE` makes all of it smaller: 0.01 takes some three minutes. */
export function transferSets(scale = Number(process.env['PAIL_BENCH_SCALE'] ?? 1)) {
  if (!(scale > 0 && scale <= 10)) throw new Error('PAIL_BENCH_SCALE is a number, 1 for all of it.')
  const many = (count: number, least: number) => Math.max(least, Math.round(count * scale))
  return {
    large: { name: 'large', count: 1, size: many(1024, 32) * MiB },
    small: { name: 'small', count: many(10_000, 100), size: 64 * KiB },
    distant: { name: 'distant', count: many(2_000, 50), size: 64 * KiB },
    medium: { name: 'medium', count: many(100, 4), size: 10 * MiB },
    copied: { name: 'copied', count: many(500, 10), size: 2 * MiB },
    distantCopied: { name: 'distant-copied', count: many(200, 10), size: 2 * MiB },
    lasting: { name: 'lasting', count: many(100_000, 1_000), size: 4 * KiB },
    deleted: { name: 'deleted', count: many(50_000, 1_000), size: 0 },
  } as const satisfies Record<string, FileSet>
}

/** "100 × 10 MiB". */
export function sizeWords({ count, size }: FileSet): string {
  const unit = size >= MiB ? `${size / MiB} MiB` : size > 0 ? `${size / KiB} KiB` : 'nothing'
  return `${count} × ${unit}`
}

export function fileName(at: number): string {
  return `${String(at).padStart(6, '0')}.bin`
}

/** Writes the files of a set, of bytes that can't be packed, into a folder of its name. */
export function writeSet(folder: string, { name, count, size }: FileSet): string {
  const target = join(folder, name)
  mkdirSync(target, { recursive: true })
  const random = seededRandom(count + size)
  const block = Buffer.alloc(Math.min(size, MiB))
  for (let at = 0; at < block.length; at += 1) block[at] = random() * 256
  for (let at = 0; at < count; at += 1) {
    const path = join(target, fileName(at))
    writeFileSync(path, '')
    for (let written = 0; written < size; written += block.length) {
      // No two blocks are alike.
      block.writeUInt32LE(at, 0)
      block.writeUInt32LE(written / block.length, 4)
      writeFileSync(path, block, { flag: 'a' })
    }
  }
  return target
}
