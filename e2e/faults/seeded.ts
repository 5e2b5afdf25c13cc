import { seededRandom } from '../../electron/playground/sample/seeded-random.ts'

/** Bytes that look random and are the same for a seed. */
export function seededBytes(length: number, seed: number): Buffer {
  const next = seededRandom(seed)
  const bytes = Buffer.alloc(length)
  for (let at = 0; at + 4 <= length; at += 4) bytes.writeUInt32LE(next() * 4_294_967_295, at)
  return bytes
}
