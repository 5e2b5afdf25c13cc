import { Readable } from 'node:stream'
import {
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  type S3Client,
} from '@aws-sdk/client-s3'
import { type AnswerBody, inScratch, readWhole } from './answer-body.ts'
import { type ListingMold, moldOf } from './listing-mold.ts'
import { listingTurns } from './listing-turns.ts'
import { NotAListing, type ReadPage, readPage } from './read-listing.ts'
import { requestScope, withRequestScope } from './request-scope.ts'
import { once, type SdkAnswer, type Tried } from './sdk-exchange.ts'
import { NotWellFormed } from './xml-reader.ts'

/**
 * Sends ListObjectsV2; whoever the scope names as `onListing` gets the page.
 *
 * The SDK's middleware takes as long for a request as it takes to read the answer, and a large
 * listing has thousands that are alike. So once one was sent by the SDK, the others are made after
 * its model. Only what succeeds is dealt with here: whatever else comes of it is given to the SDK
 * as its own first try, which then classifies it, waits, and tries again as ever.
 */
export async function sendListing(sdk: S3Client, input: ListObjectsV2CommandInput): Promise<void> {
  const mold = moldOf(sdk)
  const tried = mold && (await tryOnce(sdk, mold, input))
  if (tried === 'read') return
  const send = () => sdk.send(new ListObjectsV2Command(input))
  if (tried) await withRequestScope({ ...requestScope(), firstTry: once(tried) }, send)
  else await send()
}

type Response = SdkAnswer['response']

async function tryOnce(
  sdk: S3Client,
  mold: ListingMold,
  input: ListObjectsV2CommandInput,
): Promise<Tried | 'read'> {
  try {
    const { request, succeeded } = await mold.signed(queryOf(input))
    const answer = await sdk.config.requestHandler.handle(request)
    const { response } = answer
    if (response.statusCode !== 200) return { answer }
    const body = await readWhole(response.body as Readable, response.statusCode)
    const page = await pageOf(body)
    if (!page) return { answer: { response: again(response, body) } }
    succeeded(response)
    requestScope().onListing?.(page)
    return 'read'
  } catch (error) {
    return { error }
  }
}

function queryOf(input: ListObjectsV2CommandInput) {
  return {
    prefix: input.Prefix,
    delimiter: input.Delimiter,
    'start-after': input.StartAfter,
    'continuation-token': input.ContinuationToken,
    'max-keys': input.MaxKeys === undefined ? undefined : String(input.MaxKeys),
    'encoding-type': input.EncodingType,
  }
}

/** `undefined` for what is no listing; the SDK's guard has words for it. */
async function pageOf(body: AnswerBody): Promise<ReadPage | undefined> {
  // Answers that came together are read one a turn, so that the window gets its turns between.
  await listingTurns.next()
  try {
    return readPage(inScratch(body))
  } catch (error) {
    if (error instanceof NotAListing || error instanceof NotWellFormed) return undefined
    throw error
  }
}

/** An answer whose body was read already. */
function again(response: Response, { chunks, length }: AnswerBody): Response {
  return { ...response, body: Readable.from([Buffer.concat(chunks, length)]) }
}
