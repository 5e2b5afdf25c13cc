import { AppError } from '#shared/errors.ts'
import type { TransferStorage } from './transfer-storage.ts'

/**
 * A connection finds out with its first HEAD whether the endpoint gives checksums, without which a
 * download could only be verified by its length. A failure is the download's own to meet and tell.
 */
export async function learnChecksums(
  storage: TransferStorage,
  key: string,
  signal: AbortSignal,
): Promise<void> {
  await storage.head(key, signal).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
  })
}
