import type { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { inScratch, readWhole } from './answer-body.ts'
import { listingTurns } from './listing-turns.ts'
import { NotAnS3Answer } from './not-an-s3-answer.ts'
import { NotAListing, type ReadPage, readPage } from './read-listing.ts'
import { requestScope } from './request-scope.ts'
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
  const { chunks, length } = body
  const root = ROOTS[command]
  const start = Buffer.concat(chunks, Math.min(length, 4096)).toString('utf8')
  if (!ok) expectErrorOrNothing(start, answer)
  else if (root !== undefined) expectRoot(start, root, answer.statusCode)
  const { onListing } = requestScope()
  if (ok && onListing && rootOf(start) === root) {
    // Answers that came together are read one a turn, so that the window gets its turns between.
    await listingTurns.next()
    onListing(listingOf(inScratch(body), answer.statusCode))
    answer.body = READ_ALREADY
  } else answer.body = Buffer.concat(chunks, length)
  return result
}

/** What is left for the SDK's parser, which takes ten times as long. */
const READ_ALREADY = Buffer.from('<ListBucketResult/>')

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
