import { partitionOf } from './address.ts'

/** What a host name of AWS says by itself. */
export interface AwsHost {
  readonly partition: string
  readonly region: string | undefined
  /** In the host name; `undefined` when the path begins with it. */
  readonly bucket: string | undefined
  readonly website: boolean
}

const REGION = '[a-z]{2,5}(?:-[a-z]+)+-\\d+'
const SERVICE =
  's3-external-1|s3-fips|s3-accelerate|s3-website|s3-accesspoint-fips|s3-accesspoint|s3express-[a-z0-9-]+?|s3'
/**
 * Virtual-hosted and path-style, dual-stack, FIPS, the older `s3-region`, websites, access points,
 * accelerated and directory buckets.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/s3.html
 */
const HOST = new RegExp(
  `^(?:(?<bucket>.+)\\.)?(?<service>${SERVICE})(?:\\.dualstack)?(?:[.-](?<region>${REGION}))?\\.(?<domain>amazonaws\\.com\\.cn|amazonaws\\.com|amazonaws\\.eu)$`,
)
const DOMAIN_PARTITIONS: Readonly<Record<string, string>> = {
  'amazonaws.com.cn': 'aws-cn',
  'amazonaws.eu': 'aws-eusc',
}

/** Reads a host name in small letters; `undefined` when it is none of S3 on AWS. */
export function awsHost(host: string): AwsHost | undefined {
  const found = HOST.exec(host)?.groups
  if (!found) return undefined
  const { bucket, service = '', domain = '' } = found
  const region = found['region'] ?? (service === 's3-external-1' ? 'us-east-1' : undefined)
  const partition = region ? partitionOf(region) : (DOMAIN_PARTITIONS[domain] ?? 'aws')
  const whose = { partition, region, website: service === 's3-website' }
  if (!service.startsWith('s3-accesspoint')) return { ...whose, bucket }
  const named = /^(?<name>.+)-(?<account>\d{12})$/.exec(bucket ?? '')?.groups
  if (!named) return undefined
  const { name, account } = named
  return { ...whose, bucket: `arn:${partition}:s3:${region ?? ''}:${account}:accesspoint/${name}` }
}

/** Whether a host name belongs to AWS, be it one of S3 or not. */
export function isAwsHost(host: string): boolean {
  return /(?:^|\.)amazonaws\.(?:com|com\.cn|eu)$/.test(host)
}
