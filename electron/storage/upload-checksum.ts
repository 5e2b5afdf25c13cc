import { crc32 } from 'node:zlib'
import { AppError } from '#shared/errors.ts'
import type { BucketClient } from './bucket-client.ts'
import { crc32Base64 } from './checksum.ts'

/** How servers say that they do not take a checksum of the body in a header. */
const REFUSALS = new Set([
  'NotImplemented',
  'XNotImplemented',
  'InvalidRequest',
  'InvalidArgument',
  'XAmzContentSHA256Mismatch',
])

/**
 * Sends something with a CRC-32, computed natively, unless the endpoint is known not to hold bytes
 * against one. The first answer tells: who keeps the checksum names it; who refuses the header gets
 * the request again without it.
 *
 * @param send is told whether to offer the checksum
 * @param isKept whether an answer shows that the endpoint keeps it
 */
export async function offeringChecksum<Answer>(
  { capabilities }: BucketClient,
  send: (offered: boolean) => Promise<Answer>,
  isKept: (answer: Answer) => boolean,
): Promise<Answer> {
  if (capabilities.uploadChecksums !== 'unproven') {
    return await send(capabilities.uploadChecksums === 'yes')
  }
  try {
    const answer = await send(true)
    capabilities.uploadChecksums = isKept(answer) ? 'yes' : 'no'
    return answer
  } catch (error) {
    if (!(error instanceof AppError) || !isRefusal(error)) throw error
    const answer = await send(false)
    // So it was about the checksum.
    capabilities.uploadChecksums = 'no'
    return answer
  }
}

/** The CRC-32 of a body, as the SDK takes it: 36 times as fast as the one that it would compute. */
export function checksumOf(body: Uint8Array): { readonly ChecksumCRC32: string } {
  return { ChecksumCRC32: crc32Base64(crc32(body)) }
}

function isRefusal({ failure: { details } }: AppError): boolean {
  return details.status === 501 || REFUSALS.has(details.serverCode ?? '')
}
