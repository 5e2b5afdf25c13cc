import { S3Client } from '@aws-sdk/client-s3'
import { answerGuard } from './answer-guard.ts'
import { AnswerOrigin } from './answer-origin.ts'
import { answersLikeS3 } from './answers-like-s3.ts'
import { checksumMode } from './checksum-mode.ts'
import type { ConnectionOptions } from './connection-options.ts'
import { leanRequests } from './lean-requests.ts'
import { keepsMold } from './listing-mold.ts'
import { payloadHeaders } from './payload-headers.ts'
import type { Reachability } from './reachability.ts'
import { readOnlyGuard } from './read-only-guard.ts'
import type { RequestHandler } from './request-handler.ts'
import { RetryStrategy } from './retry-strategy.ts'
import { type CredentialProvider, unsigned } from './sdk-credentials.ts'

/**
 * An SDK client with every setting chosen, so that neither the environment nor `~/.aws/config` of
 * this computer changes how a profile behaves.
 *
 * @param place what it is for; an empty region leaves it to the AWS profile that the credentials name
 * @param reachability where the requests of jobs wait while the endpoint can't be reached
 */
export function createClient(
  options: ConnectionOptions,
  { bucket, region }: { readonly bucket: string; readonly region: string },
  requestHandler: RequestHandler,
  credentials: CredentialProvider | undefined,
  reachability?: Reachability,
): S3Client {
  const { endpoint, addressing } = options
  const aws = endpoint.type === 'aws'
  const awsProfile =
    options.credentials.type === 'aws-profile' ? options.credentials.name : undefined
  const origin = new AnswerOrigin()
  const answers = async () => {
    const isServer = await answersLikeS3(client, bucket)
    if (isServer) origin.proven()
    return isServer
  }
  const client: S3Client = new S3Client({
    ...(endpoint.type === 'custom'
      ? { endpoint: endpoint.url }
      : { ignoreConfiguredEndpointUrls: true }),
    ...(region === '' ? {} : { region }),
    ...(awsProfile === undefined ? {} : { profile: awsProfile }),
    ...(credentials === undefined ? unsigned : { credentials }),
    requestHandler,
    retryStrategy: new RetryStrategy(reachability, answers),
    // The SDK opens a connection of its own for each request that expects a 100 Continue.
    expectContinueHeader: false,
    forcePathStyle: addressing === 'auto' ? !aws : addressing === 'path',
    // Older servers store the framing of a checksum trailer as data, or refuse it (411, 501).
    requestChecksumCalculation: aws ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED',
    // The SDK throws for objects whose algorithm it does not have; see checksum-mode.ts.
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Saves an eighth of the CPU time of small requests. Safe only because a client serves one
    // bucket: the cached middleware shares one context, and with it the resolved endpoint.
    cacheMiddleware: true,
    // Redirecting by the SDK swaps the region of the whole client while other requests run.
    followRegionRedirects: false,
    useArnRegion: false,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    disableS3ExpressSessionAuth: !aws,
    defaultsMode: 'standard',
    customUserAgent: 'Pail',
    // No logger: the SDK's debug log prints credentials.
  })
  // It writes every request and answer down as text, even for a log that nobody keeps.
  client.middlewareStack.remove('loggerMiddleware')
  client.middlewareStack.use(keepsMold(client))
  client.middlewareStack.use(answerGuard(origin))
  client.middlewareStack.use(payloadHeaders)
  client.middlewareStack.use(checksumMode)
  if (credentials !== undefined) {
    const { readOnly } = options
    client.middlewareStack.use(leanRequests(client, { handler: requestHandler, readOnly, origin }))
  }
  if (options.readOnly) client.middlewareStack.use(readOnlyGuard(options.profileName))
  return client
}
