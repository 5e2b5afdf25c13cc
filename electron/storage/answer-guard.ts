import type { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { TIMEOUTS } from './connection-options.ts'
import { timeout } from './request-handler.ts'
import { requestScope } from './request-scope.ts'
import { scanListing } from './scan-listing.ts'

type Plugin = Parameters<S3Client['middlewareStack']['use']>[0]
type Middleware = Parameters<S3Client['middlewareStack']['add']>[0]
interface Answer {
  statusCode: number
  headers: Record<string, string>
  body: unknown
}

/** The root element that S3 documents for the answers we read, by command. */
const ROOTS: Readonly<Record<string, string>> = {
  ListBucketsCommand: 'ListAllMyBucketsResult',
  ListObjectsV2Command: 'ListBucketResult',
  DeleteObjectsCommand: 'DeleteResult',
  CreateMultipartUploadCommand: 'InitiateMultipartUploadResult',
  CompleteMultipartUploadCommand: 'CompleteMultipartUploadResult',
}
/** A page of 1,000 keys of 1,024 bytes, each byte encoded, is below 10 MB. */
const MOST_BYTES = 32 * 1024 * 1024

/** An answer that no S3 server gives: a login page, an empty body, a proxy's own words. */
export class NotAnS3Answer extends Error {
  override readonly name = 'NotAnS3Answer'
  readonly status: number

  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

/**
 * Reads every answer but an object's bytes to its end, bounded in size and time, and checks that it
 * is what S3 says. The SDK takes a 200 with an empty body for an empty listing.
 */
export const answerGuard: Plugin = {
  applyToStack(stack) {
    const position = { relation: 'after', toMiddleware: 'deserializerMiddleware' } as const
    stack.addRelativeTo(guard, { ...position, name: 'pailAnswerGuard' })
  },
}

const guard: Middleware = (next, context) => async args => {
  const result = await next(args)
  const answer = result.response as Answer
  const command = String(context['commandName'])
  const ok = answer.statusCode >= 200 && answer.statusCode < 300
  if (ok && command === 'GetObjectCommand') return result
  const body = await readWhole(answer.body as Readable, answer.statusCode)
  answer.body = body
  const root = ROOTS[command]
  const start = body.subarray(0, 4096).toString('utf8')
  if (!ok) expectErrorOrNothing(start, answer)
  else if (root !== undefined) expectRoot(start, root, answer.statusCode)
  if (ok && command === 'ListObjectsV2Command') answer.body = withoutRows(body)
  return result
}

function withoutRows(body: Buffer): Buffer {
  const { onListing } = requestScope()
  const scanned = onListing && scanListing(body.toString('utf8'))
  if (!scanned) return body
  onListing(scanned)
  return Buffer.from(scanned.rest)
}

function expectRoot(text: string, root: string, status: number): void {
  const found = rootOf(text)
  if (found === root || found === 'Error') return
  const what = text.trim() === '' ? 'nothing' : found ? `<${found}>` : 'something else'
  throw new NotAnS3Answer(`Expected <${root}>, got ${what}`, status)
}

/** Errors of S3 are XML, or have no body at all (HEAD); anything else comes from something else. */
function expectErrorOrNothing(text: string, { headers, statusCode }: Answer): void {
  if (text.trim() === '' || rootOf(text) === 'Error') return
  // A busy proxy in front of a real S3 says so in HTML: the status is enough to try again.
  if (statusCode >= 500 || statusCode === 429) {
    throw Object.assign(new Error(`The answer was ${statusCode} without an S3 error`), {
      name: 'ProxyError',
      $metadata: { httpStatusCode: statusCode },
      $response: { headers },
    })
  }
  throw new NotAnS3Answer(`Expected <Error>, got <${rootOf(text) ?? 'text'}>`, statusCode)
}

function rootOf(text: string): string | undefined {
  return /^\uFEFF?\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*)*<(?:[\w.-]+:)?([\w.-]+)[\s>/]/s.exec(text)?.[1]
}

async function readWhole(body: Readable, status: number): Promise<Buffer> {
  const { idleTimeout = TIMEOUTS.idle } = requestScope()
  const clock = setTimeout(
    () => body.destroy(timeout('finish its answer', idleTimeout)),
    idleTimeout,
  )
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      clock.refresh()
      chunks.push(chunk)
      length += chunk.length
      if (length > MOST_BYTES) throw new NotAnS3Answer('The answer does not end', status)
    }
  } finally {
    clearTimeout(clock)
  }
  return Buffer.concat(chunks, length)
}
