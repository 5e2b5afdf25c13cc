import { type Checksum, type ExpectedChecksum, startChecksum } from '../storage/checksum.ts'
import { CompositeChecksum } from '../storage/composite-checksum.ts'
import { withRetries } from './retry.ts'
import type { TransferStorage } from './transfer-storage.ts'

/** What the bytes of an object are held against; of one stored in parts, with how it was cut. */
export interface ObjectChecksum extends ExpectedChecksum {
  /** Bytes of each part, where the checksum is made of theirs. */
  readonly partSizes?: readonly number[]
}

/** What a HEAD or GET says of an object's checksums. */
interface Told {
  readonly key: string
  readonly size: number
  readonly etag: string
  readonly checksums: readonly ExpectedChecksum[]
}

/**
 * The checksum that an object can be held against: of the whole, or of parts whose sizes are asked
 * for. `undefined` where the endpoint keeps none, or does not tell how the object was cut.
 */
export async function objectChecksum(
  storage: TransferStorage,
  { key, size, etag, checksums }: Told,
  type: 'COMPOSITE' | 'FULL_OBJECT' | undefined,
  signal: AbortSignal,
): Promise<ObjectChecksum | undefined> {
  const whole = checksums.find(({ value }) => type !== 'COMPOSITE' && !value.includes('-'))
  if (whole) return whole
  const ofParts = checksums.find(({ value }) => /-\d+$/.test(value))
  if (!ofParts) return undefined
  const parts = Number(ofParts.value.slice(ofParts.value.lastIndexOf('-') + 1))
  const object = { key, etag, size, parts }
  const partSizes = await withRetries(() => storage.partSizes(object, signal), signal)
  return partSizes && { ...ofParts, partSizes }
}

export function startObjectChecksum({ algorithm, partSizes }: ObjectChecksum): Checksum {
  return partSizes ? new CompositeChecksum(algorithm, partSizes) : startChecksum(algorithm)
}
