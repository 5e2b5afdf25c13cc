import { AppError } from '#shared/errors.ts'
import type { ObjectHead } from '#shared/s3.ts'
import type { VerifyOutcome } from '#shared/verification.ts'
import { ITEM_RETRY, isTransient, stopsTheJob, withRetries } from '../retry.ts'
import type { TransferStorage } from '../transfer-storage.ts'
import type { ReceiptRow } from './receipt.ts'

/** How long an endpoint may be out of reach before a verification gives up, in milliseconds. */
const PATIENCE = { ...ITEM_RETRY, patience: 60_000 }

export interface Verdict {
  readonly outcome: VerifyOutcome
  /** How it was found out, in one sentence. */
  readonly reason: string
}

/**
 * Holds what a receipt says of an object against a HEAD of it.
 *
 * @throws AppError for what keeps all other objects from being looked at, too
 */
export async function verifyObject(
  row: ReceiptRow,
  storage: Pick<TransferStorage, 'head'>,
  signal: AbortSignal,
): Promise<Verdict> {
  try {
    const head = await withRetries(() => storage.head(row.key, signal), signal, PATIENCE)
    return compare(row, head)
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof AppError)) throw error
    const { code, message } = error.failure
    if (code === 'not-found') return { outcome: 'gone', reason: 'It is no longer there.' }
    if (code === 'no-such-bucket') return { outcome: 'gone', reason: 'Its bucket is gone.' }
    if (stopsTheJob(error.failure) || isTransient(error.failure)) throw error
    return { outcome: 'unknown', reason: message }
  }
}

/** By its size, then by the checksum of the receipt, and only without that by its ETag. */
export function compare(row: ReceiptRow, head: ObjectHead): Verdict {
  const { size, etag, checksum, checksumType } = row
  if (head.size !== size) {
    return changed(`It has ${head.size} bytes now; the receipt says ${size}.`)
  }
  const stored = etag === undefined || etag === head.etag ? '' : ' It was stored anew since.'
  const found = head.checksums.find(({ algorithm }) => algorithm === checksumType)
  if (checksum !== undefined && found && isOfParts(found.value) === isOfParts(checksum)) {
    return found.value === checksum
      ? same(`Its ${checksumType} is the same.${stored}`)
      : changed(`Its ${checksumType} is another one.`)
  }
  if (size === 0) return same('It is empty, as it was.')
  if (etag === undefined || etag === '' || head.etag === '') {
    return unknown('There is no checksum and no ETag to compare.')
  }
  if (stored === '') return same('Its size and its ETag are the same.')
  return unknown('It was stored anew, and no checksum says whether its bytes are the same.')
}

/** A checksum of checksums: it depends on how the object was cut into parts. */
function isOfParts(checksum: string): boolean {
  return checksum.includes('-')
}

function same(reason: string): Verdict {
  return { outcome: 'same', reason }
}

function changed(reason: string): Verdict {
  return { outcome: 'changed', reason }
}

function unknown(reason: string): Verdict {
  return { outcome: 'unknown', reason }
}
