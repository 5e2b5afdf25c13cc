import type { Bucket } from '#shared/s3.ts'
import { BucketClient, type Capabilities } from './bucket-client.ts'
import { createClient } from './client.ts'
import { type ConnectionOptions, TIMEOUTS, type Timeouts } from './connection-options.ts'
import { listBuckets } from './list-buckets.ts'
import type { Reachability } from './reachability.ts'
import { RequestHandler } from './request-handler.ts'
import { S3Storage } from './s3-storage.ts'
import { credentialProvider } from './sdk-credentials.ts'

/**
 * One endpoint with its credentials: a pool of sockets, what was learnt about the server, and a
 * client per bucket. Importing this file loads the AWS SDK (a tenth of a second); `Connections`
 * does so when it is first needed.
 */
export class S3Connection {
  readonly #options: ConnectionOptions
  readonly #timeouts: Timeouts
  readonly #handler: RequestHandler
  readonly #credentials: ReturnType<typeof credentialProvider>
  readonly #buckets = new Map<string, BucketClient>()
  readonly #capabilities: Capabilities
  readonly #reachability: Reachability | undefined

  /** @param reachability where jobs wait while the endpoint can't be reached */
  constructor(options: ConnectionOptions, reachability?: Reachability) {
    this.#options = options
    this.#reachability = reachability
    this.#timeouts = { ...TIMEOUTS, ...options.timeouts }
    this.#handler = new RequestHandler(this.#timeouts)
    this.#credentials = credentialProvider(options.credentials)
    const aws = options.endpoint.type === 'aws'
    this.#capabilities = {
      conditionalWrites: aws ? 'yes' : 'unproven',
      conditionalCopies: aws ? 'yes' : 'unproven',
      deleteObjects: true,
      checksumMode: aws ? 'yes' : 'unproven',
      uploadChecksums: aws ? 'yes' : 'unproven',
    }
  }

  /** All buckets of the account, in the order of the server. */
  async listBuckets(signal?: AbortSignal): Promise<Bucket[]> {
    return listBuckets(this.#client(''), signal)
  }

  /**
   * The verbs on one bucket.
   *
   * @param rootContext the prefix that the context verbs take for their root; empty is the bucket
   */
  storage(bucket: string, rootContext = ''): S3Storage {
    return new S3Storage(this.#client(bucket), rootContext)
  }

  /** Closes every socket, those in use too; what is asked next opens new ones. */
  close(): void {
    this.#handler.destroy()
  }

  #client(bucket: string): BucketClient {
    const known = this.#buckets.get(bucket)
    if (known) return known
    const { profileName, endpoint, region } = this.#options
    const client = new BucketClient({
      bucket,
      subject: { profile: profileName, endpoint: endpoint.type === 'aws' ? 'AWS' : endpoint.url },
      capabilities: this.#capabilities,
      open: other =>
        createClient(
          this.#options,
          { bucket, region: other ?? region },
          this.#handler,
          this.#credentials,
          this.#reachability,
        ),
      aws: endpoint.type === 'aws',
      timeouts: this.#timeouts,
    })
    this.#buckets.set(bucket, client)
    return client
  }
}
