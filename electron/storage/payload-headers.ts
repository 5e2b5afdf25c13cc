import { createHash } from 'node:crypto'
import type { S3Client } from '@aws-sdk/client-s3'

type Plugin = Parameters<S3Client['middlewareStack']['use']>[0]
interface Request {
  protocol: string
  headers: Record<string, string>
  body: unknown
}

/** Below this the SHA-256 of a body costs nothing worth saving, in bytes. */
const WORTH_SKIPPING = 64 * 1024

/**
 * Headers that say what the body is.
 * - DeleteObjects carries a Content-MD5: older stores know no other checksum for it and refuse.
 * - A large body that carries its CRC over TLS is not hashed again for the signature: SHA-256 is
 *   half the CPU time of an upload, and TLS already keeps others from altering it.
 */
export const payloadHeaders: Plugin = {
  applyToStack(stack) {
    stack.add(
      (next, context) => args => {
        const request = requestOf(args)
        if (request) {
          if (context['commandName'] === 'DeleteObjectsCommand') addMd5(request)
          else if (mayStayUnsigned(request)) {
            request.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD'
          }
        }
        return next(args)
      },
      { step: 'build', priority: 'low', name: 'pailPayloadHeaders' },
    )
  },
}

function addMd5({ headers, body }: Request): void {
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return
  headers['content-md5'] = createHash('md5').update(body).digest('base64')
}

/** Whether TLS and the body's CRC are enough, so that the signature need not cover it. */
export function mayStayUnsigned({ protocol, headers, body }: Request): boolean {
  if (protocol !== 'https:' || !(body instanceof Uint8Array)) return false
  return body.length >= WORTH_SKIPPING && 'x-amz-checksum-crc32' in headers
}

function requestOf(args: object): Request | undefined {
  return 'request' in args ? (args.request as Request) : undefined
}
