import type { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { TIMEOUTS } from './connection-options.ts'
import { listingTurns } from './listing-turns.ts'
import { NotAListing, type ReadPage, readPage } from './read-listing.ts'
import { timeout } from './request-handler.ts'
import { requestScope } from './request-scope.ts'
import { Watchdog } from './watchdog.ts'
import { NotWellFormed } from './xml-reader.ts'

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
  CopyObjectCommand: 'CopyObjectResult',
  UploadPartCopyCommand: 'CopyPartResult',
  GetObjectTaggingCommand: 'Tagging',
  GetObjectAclCommand: 'AccessControlPolicy',
}
/** A page of 1,000 keys of 1,024 bytes, each byte encoded, is below 10 MB. */
const MOST_BYTES = 32 * 1024 * 1024
/** Pages up to so many bytes are read from memory that is kept. */
const MOST_SCRATCH = 2 * 1024 * 1024

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
  const { chunks, length } = await readWhole(answer.body as Readable, answer.statusCode)
  const root = ROOTS[command]
  const start = Buffer.concat(chunks, Math.min(length, 4096)).toString('utf8')
  if (!ok) expectErrorOrNothing(start, answer)
  else if (root !== undefined) expectRoot(start, root, answer.statusCode)
  const { onListing } = requestScope()
  if (ok && onListing && rootOf(start) === root) {
    // Answers that came together are read one a turn, so that the window gets its turns between.
    await listingTurns.next()
    onListing(listingOf(inScratch(chunks, length), answer.statusCode))
    answer.body = READ_ALREADY
  } else answer.body = Buffer.concat(chunks, length)
  return result
}

/** What is left for the SDK's parser, which takes ten times as long. */
const READ_ALREADY = Buffer.from('<ListBucketResult/>')

let scratch = Buffer.alloc(0)

/** For who is done with the bytes in this turn: fresh memory for each page takes longer than all else. */
function inScratch(chunks: readonly Buffer[], length: number): Buffer {
  if (length > MOST_SCRATCH) return Buffer.concat(chunks, length)
  if (length > scratch.length) scratch = Buffer.allocUnsafeSlow(length * 2)
  let at = 0
  for (const chunk of chunks) at += chunk.copy(scratch, at)
  return scratch.subarray(0, length)
}

function listingOf(body: Buffer, status: number): ReadPage {
  try {
    return readPage(body)
  } catch (error) {
    if (!(error instanceof NotAListing || error instanceof NotWellFormed)) throw error
    throw new NotAnS3Answer(error.message, status)
  }
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

async function readWhole(
  body: Readable,
  status: number,
): Promise<{ chunks: readonly Buffer[]; length: number }> {
  const { idleTimeout: idle = TIMEOUTS.idle } = requestScope()
  const late = () => body.destroy(timeout('finish its answer', idle))
  const dog = new Watchdog({ idle, slow: TIMEOUTS.slow }, late)
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      dog.moved(chunk.length)
      chunks.push(chunk)
      length += chunk.length
      if (length > MOST_BYTES) throw new NotAnS3Answer('The answer does not end', status)
    }
  } finally {
    dog.stop()
  }
  return { chunks, length }
}
