import type { S3Client } from '@aws-sdk/client-s3'
import type { AnswerOrigin } from './answer-origin.ts'
import { type LeanOutput, leanOutput } from './lean-output.ts'
import { type LeanRequest, leanRequest } from './lean-request.ts'
import type { RequestHandler } from './request-handler.ts'
import { requestScope, withRequestScope } from './request-scope.ts'
import { once, type Tried } from './sdk-exchange.ts'
import { learnAddress, type ServedAddress } from './served-address.ts'
import { signed } from './sign-request.ts'

/** What changes nothing. */
const READS = new Set(['GET', 'HEAD'])

/** What came of a request, and what it means where that is plain. */
type Sent = Tried & { readonly output?: LeanOutput | undefined }

type Plugin = Parameters<S3Client['middlewareStack']['use']>[0]

/**
 * Sends the requests that jobs send for each of their objects without the SDK's dozens of steps, which
 * take several times the processor time of the request itself; of small files, and of copies by the
 * server, they are nearly all of it. A request that the
 * SDK has made before tells where the bucket is and for which region it is signed. Whatever is not a
 * plain success (a refusal, a broken connection) is played to the SDK as the outcome of its own first
 * try, so that retries, failures and redirects are the same either way.
 */
export function leanRequests(
  { config }: S3Client,
  {
    handler,
    readOnly,
    origin,
  }: { handler: RequestHandler; readOnly: boolean; origin: AnswerOrigin },
): Plugin {
  let address: ServedAddress | undefined
  const send = async (
    { command, input }: { command: string; input: object },
    request: LeanRequest,
    at: ServedAddress,
  ): Promise<Sent> => {
    try {
      const { method, path, query, body, length } = request
      const time = Date.now() + config.systemClockOffset
      const headers = signed(request, await config.credentials(), at.region, time)
      const { protocol, hostname, port } = at
      const where = { protocol, hostname, ...(port === undefined ? {} : { port }) }
      const rest = { method, path, query, headers: { ...headers, ...length } }
      const answer = await handler.handle({ ...where, ...rest, body })
      const { response } = answer
      const isPlain = origin.isPlain(command, input, response)
      return { answer, output: isPlain ? await leanOutput(command, response) : undefined }
    } catch (error) {
      return { error }
    }
  }
  return {
    applyToStack(stack) {
      stack.add(
        (next, context) => async args => {
          const command = String(context['commandName'])
          const request = address && leanRequest(command, args.input, address)
          if (!address || !request || (readOnly && !READS.has(request.method))) return next(args)
          const tried = await send({ command, input: args.input }, request, address)
          if ('answer' in tried && tried.output) {
            return { output: tried.output, response: tried.answer.response }
          }
          return await withRequestScope({ ...requestScope(), firstTry: once(tried) }, () =>
            next(args),
          )
        },
        { step: 'initialize', priority: 'low', name: 'pailLeanRequests' },
      )
      stack.add(
        next => args => {
          address ??= learnAddress(args)
          return next(args)
        },
        { step: 'finalizeRequest', priority: 'low', name: 'pailLearnAddress' },
      )
    },
  }
}
