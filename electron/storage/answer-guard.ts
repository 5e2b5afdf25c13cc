import type { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { inScratch, readWhole } from './answer-body.ts'
import { type AnswerOrigin, isRootOf } from './answer-origin.ts'
import { listingTurns } from './listing-turns.ts'
import { NotAnS3Answer } from './not-an-s3-answer.ts'
import { NotAListing, type ReadPage, readPage } from './read-listing.ts'
import { requestScope } from './request-scope.ts'
import type { SdkRequest } from './sdk-exchange.ts'
import { addressOf, wentTo } from './unreached-server.ts'
import { NotWellFormed } from './xml-reader.ts'

type Plugin = Parameters<S3Client['middlewareStack']['use']>[0]
type Middleware = Parameters<S3Client['middlewareStack']['add']>[0]
interface Answer {
  statusCode: number
  headers: Record<string, string>
  body: unknown
}
interface Asked {
  readonly command: string
  readonly input: object
}

/**
 * Reads every answer but an object's bytes to its end, bounded in size and time, and checks that it
 * is what S3 says. The SDK takes a 200 with an empty body for an empty listing.
 */
export function answerGuard(origin: AnswerOrigin): Plugin {
  const guard: Middleware = (next, context) => async args => {
    try {
      const result = await next(args)
      const asked = { command: String(context['commandName']), input: args.input }
      await look(asked, result.response as Answer, origin)
      return result
    } catch (error) {
      // Whoever answered may be waited for to be gone.
      throw error instanceof NotAnS3Answer
        ? wentTo(error, addressOf(args.request as SdkRequest))
        : error
    }
  }
  return {
    applyToStack(stack) {
      const position = { relation: 'after', toMiddleware: 'deserializerMiddleware' } as const
      stack.addRelativeTo(guard, { ...position, name: 'pailAnswerGuard' })
    },
  }
}

async function look(asked: Asked, answer: Answer, origin: AnswerOrigin): Promise<void> {
  const { command, input } = asked
  const ok = answer.statusCode >= 200 && answer.statusCode < 300
  if (ok && command === 'GetObjectCommand') {
    expectObject(asked, answer, origin)
    return
  }
  const body = await readWhole(answer.body as Readable, answer.statusCode)
  const { chunks, length } = body
  const start = Buffer.concat(chunks, Math.min(length, 4096)).toString('utf8')
  if (!ok) origin.expectError(answer, start)
  else {
    origin.expectBody(command, answer, start)
    origin.expectHead(command, input, answer)
  }
  const { onListing } = requestScope()
  if (ok && onListing && isRootOf(command, start)) {
    // Answers that came together are read one a turn, so that the window gets its turns between.
    await listingTurns.next()
    onListing(listingOf(inScratch(body), answer.statusCode))
    answer.body = READ_ALREADY
  } else answer.body = Buffer.concat(chunks, length)
}

/** Its bytes are for the reader. */
function expectObject({ command, input }: Asked, answer: Answer, origin: AnswerOrigin): void {
  try {
    origin.expectHead(command, input, answer)
  } catch (error) {
    const body = answer.body as Readable
    body.destroy()
    throw error
  }
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
