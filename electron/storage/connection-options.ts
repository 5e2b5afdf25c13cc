import type { S3ClientConfig } from '@aws-sdk/client-s3'
import type { Addressing, Endpoint } from '#shared/profile.ts'

type SdkCredentials = NonNullable<S3ClientConfig['credentials']>

/** Where a connection gets its credentials; this folder turns them into what the SDK takes. */
export type S3Credentials =
  | {
      type: 'keys'
      accessKeyId: string
      secretAccessKey: string
      sessionToken?: string | undefined
    }
  /** A profile of `~/.aws/config`: roles, SSO, process and static keys alike. */
  | { type: 'aws-profile'; name: string }
  /** Nothing is signed: public buckets. */
  | { type: 'anonymous' }
  /** Anything the SDK itself takes: fixed credentials or a provider of them. */
  | { type: 'provider'; provider: SdkCredentials }

/** How long a server may stay silent, in milliseconds. The SDK itself would wait for ever. */
export interface Timeouts {
  /** Until a connection is accepted, TLS included. */
  readonly connect: number
  /** Without a byte in either direction. */
  readonly idle: number
  /** Fewer bytes than these within so many milliseconds are as good as none. */
  readonly slow: { readonly bytes: number; readonly within: number }
}

/** The floor is far below any line that people use, and above what only keeps a socket alive. */
export const TIMEOUTS: Timeouts = {
  connect: 10_000,
  idle: 30_000,
  slow: { bytes: 16 * 1024, within: 60_000 },
}

/** One endpoint and how to talk to it, secrets included: never leaves the main process. */
export interface ConnectionOptions {
  /** For messages only. */
  readonly profileName: string
  readonly endpoint: Endpoint
  /** Empty takes the region of the AWS profile. */
  readonly region: string
  readonly addressing: Addressing
  readonly credentials: S3Credentials
  /** Refuses every request that could change something. */
  readonly readOnly: boolean
  readonly timeouts?: Partial<Timeouts>
}
