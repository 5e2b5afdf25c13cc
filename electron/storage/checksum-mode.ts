import type { S3Client } from '@aws-sdk/client-s3'
import { requestScope } from './request-scope.ts'

type Plugin = Parameters<S3Client['middlewareStack']['use']>[0]

/**
 * Asks HEAD and GET for the object's checksums, by the header alone. Asked through its parameter,
 * the SDK would verify them as well: in JavaScript, and it refuses to give the bytes of objects whose
 * algorithm it does not have (SHA-512, the XXHASH family). `verified` does it where it is wanted.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export const checksumMode: Plugin = {
  applyToStack(stack) {
    stack.add(
      next => args => {
        if (requestScope().checksums) headersOf(args)['x-amz-checksum-mode'] = 'ENABLED'
        return next(args)
      },
      { step: 'build', name: 'pailChecksumMode' },
    )
  },
}

function headersOf(args: object): Record<string, string> {
  return 'request' in args ? (args.request as { headers: Record<string, string> }).headers : {}
}
