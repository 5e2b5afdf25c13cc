import type { S3Client } from '@aws-sdk/client-s3'
import type { FailureSubject } from '#shared/errors.ts'
import type { Attempt } from './attempt.ts'
import type { Timeouts } from './connection-options.ts'
import { failureOf, regionHint } from './failure.ts'
import { interruptible } from './interruptible.ts'
import { type RequestScope, withRequestScope } from './request-scope.ts'

/** What an endpoint turned out not to do; found out once and kept for the connection. */
export interface Capabilities {
  conditionalWrites: 'yes' | 'no' | 'unproven'
  /** The same of CopyObject. */
  conditionalCopies: 'yes' | 'no' | 'unproven'
  deleteObjects: boolean
  /** Whether HEAD and GET may ask for checksums. */
  checksumMode: 'yes' | 'no' | 'unproven'
  /** Whether it holds what is stored against the CRC-32 that comes along, and keeps that. */
  uploadChecksums: 'yes' | 'no' | 'unproven'
}

/** The way of all verbs to one bucket: sends, follows the bucket to its region, translates failures. */
export class BucketClient {
  /** Empty for the requests that name no bucket. */
  readonly bucket: string
  readonly capabilities: Capabilities
  readonly timeouts: Timeouts
  /** Whether objects here have access lists of their own; found out with the first that is copied. */
  accessLists: 'yes' | 'no' | 'unproven' = 'unproven'
  readonly #subject: FailureSubject
  readonly #open: (region: string | undefined) => S3Client
  /** AWS itself: takes CRC-32 everywhere, and names hosts by region that we may sign for. */
  readonly aws: boolean
  #client: S3Client
  #region: string | undefined
  #seen = false

  constructor(options: {
    bucket: string
    subject: FailureSubject
    capabilities: Capabilities
    /** Makes a client for a region, or for the profile's own. */
    open: (region: string | undefined) => S3Client
    aws: boolean
    timeouts: Timeouts
  }) {
    this.bucket = options.bucket
    this.capabilities = options.capabilities
    this.#subject = options.subject
    this.#open = options.open
    this.aws = options.aws
    this.timeouts = options.timeouts
    this.#client = options.open(undefined)
  }

  /** The SDK client of the moment; it changes when the bucket turns out to be in another region. */
  get sdk(): S3Client {
    return this.#client
  }

  /** Whether the bucket has answered before: then a bare 404 is about the key. */
  get seen(): boolean {
    return this.#seen
  }

  markSeen(): void {
    this.#seen = true
  }

  attempt(
    does: string,
    permission: string,
    rest: Partial<Attempt> & { key?: string } = {},
  ): Attempt {
    const { key, ...more } = rest
    const bucket = this.bucket === '' ? {} : { bucket: this.bucket }
    const subject = { ...this.#subject, ...bucket, ...(key === undefined ? {} : { key }) }
    return { does, permission, subject, ...more }
  }

  /**
   * Runs `request` with the bucket's SDK client.
   *
   * @param request builds its command anew each time: it is called again for another region.
   * @throws AppError from failure.ts, or the signal's own reason
   */
  async send<T>(
    request: (client: S3Client) => Promise<T>,
    attempt: Attempt,
    scope: RequestScope = {},
  ): Promise<T> {
    try {
      return await this.sendRaw(request, scope)
    } catch (error) {
      if (scope.signal?.aborted) throw scope.signal.reason
      throw failureOf(error, attempt)
    }
  }

  /** The same with errors as the SDK throws them, for who must look closer. */
  async sendRaw<T>(request: (client: S3Client) => Promise<T>, scope: RequestScope): Promise<T> {
    scope.signal?.throwIfAborted()
    try {
      return await this.#run(request, scope)
    } catch (error) {
      const region = this.aws ? regionHint(error) : undefined
      if (!region || region === this.#region || scope.signal?.aborted) throw error
      this.#region = region
      this.#client = this.#open(region)
      return await this.#run(request, scope)
    }
  }

  async #run<T>(request: (client: S3Client) => Promise<T>, scope: RequestScope): Promise<T> {
    const client = this.#client
    // The SDK sleeps between its tries; an abort must not wait for it to wake.
    const result = await withRequestScope({ idleTimeout: this.timeouts.idle, ...scope }, () =>
      interruptible(request(client), scope.signal),
    )
    this.markSeen()
    return result
  }
}
