import {
  CreateBucketCommand,
  DeleteBucketCorsCommand,
  DeleteBucketEncryptionCommand,
  DeleteBucketLifecycleCommand,
  DeleteBucketPolicyCommand,
  DeleteBucketTaggingCommand,
  DeleteBucketWebsiteCommand,
  DeletePublicAccessBlockCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetBucketWebsiteCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  PutBucketCorsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketWebsiteCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import { type Area, area } from '../area.ts'
import { outcome } from '../check.ts'
import { verdict } from '../raw-http.ts'
import type { Subject } from '../subject.ts'

/** What can be set on a bucket: each is stored, given back, removed, and missing before. */
export function bucketConfiguration(subject: Subject): void {
  area(subject, 'bucket-configuration', it => {
    lifecycle(it)
    cors(it)
    policy(it)
    encryption(it)
    publicAccessBlock(it)
    logging(it)
    website(it)
    objectLock(it)
    tags(it)

    for (const name of ['lifecycle', 'cors', 'tagging', 'encryption', 'website', 'logging']) {
      it.check(`${name} that is not XML is MalformedXML`, async () => {
        const sent = await it.raw({ method: 'PUT', query: { [name]: '' }, body: 'nonsense' })
        expect(verdict(sent)).toBe('400 MalformedXML')
      })
    }

    it.check('the configuration of a missing bucket is NoSuchBucket', async () => {
      const Bucket = 'no-such-bucket-of-ours'
      const results = [
        it.s3.send(new GetBucketCorsCommand({ Bucket })),
        it.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })),
        it.s3.send(new GetBucketVersioningCommand({ Bucket })),
      ]
      expect(await Promise.all(results.map(outcome))).toEqual(Array(3).fill('404 NoSuchBucket'))
    })
  })
}

function lifecycle(it: Area): void {
  it.check('lifecycle rules', async () => {
    const { bucket: Bucket, s3 } = it
    const get = new GetBucketLifecycleConfigurationCommand({ Bucket })
    expect(await outcome(s3.send(get))).toBe('404 NoSuchLifecycleConfiguration')
    const Rules = [
      {
        ID: 'old logs',
        Status: 'Enabled' as const,
        Filter: { Prefix: 'logs/' },
        Expiration: { Days: 30 },
      },
      {
        ID: 'parts',
        Status: 'Disabled' as const,
        Filter: { Prefix: 'tmp/' },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      },
    ]
    const LifecycleConfiguration = { Rules }
    await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration }))
    const found = (await s3.send(get)).Rules ?? []
    expect(found.sort((a, b) => (a.ID ?? '').localeCompare(b.ID ?? ''))).toMatchObject(Rules)
    await s3.send(new DeleteBucketLifecycleCommand({ Bucket }))
    expect(await outcome(s3.send(get))).toBe('404 NoSuchLifecycleConfiguration')
  })
}

function cors(it: Area): void {
  it.check('CORS rules', async () => {
    const { bucket: Bucket, s3 } = it
    const get = new GetBucketCorsCommand({ Bucket })
    expect(await outcome(s3.send(get))).toBe('404 NoSuchCORSConfiguration')
    const CORSRules = [
      {
        ID: 'app',
        AllowedHeaders: ['*'],
        AllowedMethods: ['GET', 'PUT'],
        AllowedOrigins: ['https://app.example'],
        ExposeHeaders: ['ETag'],
        MaxAgeSeconds: 600,
      },
    ]
    await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }))
    expect((await s3.send(get)).CORSRules).toEqual(CORSRules)
    await s3.send(new DeleteBucketCorsCommand({ Bucket }))
    expect(await outcome(s3.send(get))).toBe('404 NoSuchCORSConfiguration')
  })
}

function policy(it: Area): void {
  it.check('a policy', async () => {
    const { bucket: Bucket, s3 } = it
    const get = new GetBucketPolicyCommand({ Bucket })
    expect(await outcome(s3.send(get))).toBe('404 NoSuchBucketPolicy')
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'NoDelete',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:DeleteBucket',
          Resource: `arn:aws:s3:::${Bucket}`,
        },
      ],
    })
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }))
    expect(JSON.parse((await s3.send(get)).Policy ?? '')).toEqual(JSON.parse(Policy))
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }))
    expect(await outcome(s3.send(get))).toBe('404 NoSuchBucketPolicy')
  })

  it.check('a policy that is not JSON is MalformedPolicy', async () => {
    const put = new PutBucketPolicyCommand({ Bucket: it.bucket, Policy: 'nonsense' })
    expect(await outcome(it.s3.send(put))).toBe('400 MalformedPolicy')
  })
}

function encryption(it: Area): void {
  it.check('default encryption is AES256 unless something else is set', async () => {
    const { bucket: Bucket, s3 } = it
    const get = new GetBucketEncryptionCommand({ Bucket })
    const algorithm = async () =>
      (await s3.send(get)).ServerSideEncryptionConfiguration?.Rules?.[0]
        ?.ApplyServerSideEncryptionByDefault
    expect((await algorithm())?.SSEAlgorithm).toBe('AES256')
    const rule = { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID: 'key-1' }
    const Rules = [{ ApplyServerSideEncryptionByDefault: rule }]
    const ServerSideEncryptionConfiguration = { Rules }
    await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }))
    expect(await algorithm()).toEqual(rule)
    await s3.send(new DeleteBucketEncryptionCommand({ Bucket }))
    expect((await algorithm())?.SSEAlgorithm).toBe('AES256')
  })
}

function publicAccessBlock(it: Area): void {
  it.check('a public access block', async () => {
    const { s3 } = it
    const Bucket = await it.subject.createBucket('public-access')
    const get = new GetPublicAccessBlockCommand({ Bucket })
    const PublicAccessBlockConfiguration = {
      BlockPublicAcls: true,
      IgnorePublicAcls: false,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: false,
    }
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }))
    expect((await s3.send(get)).PublicAccessBlockConfiguration).toEqual(
      PublicAccessBlockConfiguration,
    )
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket }))
    expect(await outcome(s3.send(get))).toBe('404 NoSuchPublicAccessBlockConfiguration')
  })
}

function logging(it: Area): void {
  it.check('access logging', async () => {
    const { bucket: Bucket, s3 } = it
    const get = new GetBucketLoggingCommand({ Bucket })
    expect((await s3.send(get)).LoggingEnabled).toBeUndefined()
    const LoggingEnabled = { TargetBucket: Bucket, TargetPrefix: 'logs/' }
    const BucketLoggingStatus = { LoggingEnabled }
    await s3.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus }))
    expect((await s3.send(get)).LoggingEnabled).toMatchObject(LoggingEnabled)
    await s3.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: {} }))
    expect((await s3.send(get)).LoggingEnabled).toBeUndefined()
  })
}

function website(it: Area): void {
  it.check('a website', async () => {
    const { bucket: Bucket, s3 } = it
    const get = new GetBucketWebsiteCommand({ Bucket })
    expect(await outcome(s3.send(get))).toBe('404 NoSuchWebsiteConfiguration')
    const WebsiteConfiguration = {
      IndexDocument: { Suffix: 'index.html' },
      ErrorDocument: { Key: 'error.html' },
    }
    await s3.send(new PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration }))
    expect(await s3.send(get)).toMatchObject(WebsiteConfiguration)
    await s3.send(new DeleteBucketWebsiteCommand({ Bucket }))
    expect(await outcome(s3.send(get))).toBe('404 NoSuchWebsiteConfiguration')
  })
}

function objectLock(it: Area): void {
  it.check('a bucket without object lock has no such configuration', async () => {
    const get = new GetObjectLockConfigurationCommand({ Bucket: it.bucket })
    expect(await outcome(it.s3.send(get))).toBe('404 ObjectLockConfigurationNotFoundError')
  })

  it.check('object lock, for a bucket made with it', async () => {
    const { s3 } = it
    const Bucket = `${it.bucket}-locked`
    await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }))
    const get = new GetObjectLockConfigurationCommand({ Bucket })
    expect((await s3.send(get)).ObjectLockConfiguration).toEqual({ ObjectLockEnabled: 'Enabled' })
    const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }))
    expect(Status).toBe('Enabled')
    const ObjectLockConfiguration = {
      ObjectLockEnabled: 'Enabled' as const,
      Rule: { DefaultRetention: { Mode: 'GOVERNANCE' as const, Days: 3 } },
    }
    await s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }))
    expect((await s3.send(get)).ObjectLockConfiguration).toEqual(ObjectLockConfiguration)
  })
}

function tags(it: Area): void {
  it.check('tags of the bucket', async () => {
    const { bucket: Bucket, s3 } = it
    const get = new GetBucketTaggingCommand({ Bucket })
    expect(await outcome(s3.send(get))).toBe('404 NoSuchTagSet')
    const TagSet = [{ Key: 'team', Value: 'größe & <co>' }]
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }))
    expect((await s3.send(get)).TagSet).toEqual(TagSet)
    await s3.send(new DeleteBucketTaggingCommand({ Bucket }))
    expect(await outcome(s3.send(get))).toBe('404 NoSuchTagSet')
  })
}
