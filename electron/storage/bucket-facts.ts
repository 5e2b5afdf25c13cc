import {
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { AppError } from '#shared/errors.ts'
import type { BucketFact, BucketFactName } from '#shared/properties.ts'
import type { BucketClient } from './bucket-client.ts'

/** How one fact is asked for, and what an answer says of it; `undefined`: it is not set. */
interface Question {
  readonly permission: string
  readonly about: string
  ask(sdk: S3Client, bucket: { Bucket: string }): Promise<string | undefined>
}

const QUESTIONS: Readonly<Record<BucketFactName, Question>> = {
  region: {
    permission: 's3:GetBucketLocation',
    about: 'the region',
    // AWS answers nothing for its first region, and EU for the first in Europe.
    ask: async (sdk, bucket) => {
      const { LocationConstraint } = await sdk.send(new GetBucketLocationCommand(bucket))
      const region: string = LocationConstraint ?? ''
      return region === '' ? 'us-east-1' : region === 'EU' ? 'eu-west-1' : region
    },
  },
  versioning: {
    permission: 's3:GetBucketVersioning',
    about: 'the versioning',
    ask: async (sdk, bucket) => {
      const { Status, MFADelete } = await sdk.send(new GetBucketVersioningCommand(bucket))
      return Status && (MFADelete === 'Enabled' ? `${Status}, MFA delete` : Status)
    },
  },
  encryption: {
    permission: 's3:GetEncryptionConfiguration',
    about: 'the encryption',
    ask: async (sdk, bucket) => {
      const answer = await sdk.send(new GetBucketEncryptionCommand(bucket))
      const [rule] = answer.ServerSideEncryptionConfiguration?.Rules ?? []
      const by = rule?.ApplyServerSideEncryptionByDefault
      return by?.KMSMasterKeyID ? `${by.SSEAlgorithm} (${by.KMSMasterKeyID})` : by?.SSEAlgorithm
    },
  },
  objectLock: {
    permission: 's3:GetBucketObjectLockConfiguration',
    about: 'the object lock',
    ask: async (sdk, bucket) => {
      const answer = await sdk.send(new GetObjectLockConfigurationCommand(bucket))
      const { ObjectLockEnabled, Rule } = answer.ObjectLockConfiguration ?? {}
      const { Mode, Days, Years } = Rule?.DefaultRetention ?? {}
      if (!Mode) return ObjectLockEnabled
      return `${Mode}, ${Years === undefined ? `${Days} days` : `${Years} years`} by default`
    },
  },
  lifecycle: {
    permission: 's3:GetLifecycleConfiguration',
    about: 'the lifecycle rules',
    ask: async (sdk, bucket) => {
      const { Rules } = await sdk.send(new GetBucketLifecycleConfigurationCommand(bucket))
      return counted(Rules, 'rule')
    },
  },
  cors: {
    permission: 's3:GetBucketCORS',
    about: 'the CORS rules',
    ask: async (sdk, bucket) =>
      counted((await sdk.send(new GetBucketCorsCommand(bucket))).CORSRules, 'rule'),
  },
  policy: {
    permission: 's3:GetBucketPolicy',
    about: 'the policy',
    ask: async (sdk, bucket) => {
      const { Policy } = await sdk.send(new GetBucketPolicyCommand(bucket))
      return Policy && `Set, ${Policy.length.toLocaleString('en')} characters`
    },
  },
  publicAccess: {
    permission: 's3:GetBucketPublicAccessBlock',
    about: 'the block of public access',
    ask: async (sdk, bucket) => {
      const answer = await sdk.send(new GetPublicAccessBlockCommand(bucket))
      const blocks = Object.values(answer.PublicAccessBlockConfiguration ?? {})
      const on = blocks.filter(Boolean).length
      return on === 0 ? undefined : on === 4 ? 'All blocked' : `${on} of 4 kinds blocked`
    },
  },
  ownership: {
    permission: 's3:GetBucketOwnershipControls',
    about: 'the object ownership',
    ask: async (sdk, bucket) =>
      (await sdk.send(new GetBucketOwnershipControlsCommand(bucket))).OwnershipControls?.Rules?.[0]
        ?.ObjectOwnership,
  },
  tags: {
    permission: 's3:GetBucketTagging',
    about: 'the tags',
    ask: async (sdk, bucket) => {
      const { TagSet = [] } = await sdk.send(new GetBucketTaggingCommand(bucket))
      return TagSet.map(({ Key, Value }) => `${Key} = ${Value}`).join('\n') || undefined
    },
  },
}

/** What servers say when something is not set. */
const NOT_SET =
  /^(NoSuch(LifecycleConfiguration|CORSConfiguration|BucketPolicy|TagSet|TagSetError|PublicAccessBlockConfiguration)|ServerSideEncryptionConfigurationNotFoundError|ObjectLockConfigurationNotFoundError|OwnershipControlsNotFoundError)$/

/**
 * One fact of a bucket. That it may not be read, or that the server knows no such thing, is an
 * answer too, since the other facts can still be had.
 */
export async function bucketFact(
  client: BucketClient,
  name: BucketFactName,
  signal?: AbortSignal,
): Promise<BucketFact> {
  const { permission, about, ask } = QUESTIONS[name]
  const attempt = client.attempt(`read ${about} of the bucket “${client.bucket}”`, permission)
  try {
    const value = await client.send(sdk => ask(sdk, { Bucket: client.bucket }), attempt, { signal })
    return value === undefined ? { status: 'none' } : { status: 'known', value }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, failure } = error
    if (NOT_SET.test(failure.details.serverCode ?? '')) return { status: 'none' }
    if (code === 'denied') return { status: 'denied', permission }
    // A 404 that is not about the bucket, which answers to everything else.
    if (code === 'not-supported' || code === 'not-found') return { status: 'unsupported' }
    return { status: 'failed', failure }
  }
}

function counted(rules: readonly unknown[] | undefined, noun: string): string | undefined {
  const count = rules?.length ?? 0
  return count === 0 ? undefined : `${count} ${noun}${count === 1 ? '' : 's'}`
}
