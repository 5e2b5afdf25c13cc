import { type Home, partitionOf, problem, type ReadAddress } from './address.ts'

/**
 * Reads the ARN of a bucket, an object or an access point; nothing in one is encoded. The `/*` that
 * policies end with stands for the folder.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export function readArn(text: string): ReadAddress {
  const match = /^arn:(aws[a-z-]*):([^:]*):([^:]*):([^:]*):(.+)$/s.exec(text)
  if (!match) return problem('This ARN is not whole. One looks like arn:aws:s3:::bucket/key.')
  const [, partition = '', service, region = '', account = '', resource = ''] = match
  if (service !== 's3') return problem('This ARN names nothing in S3.')
  // Services other than AWS write their ARNs with this partition too.
  const anywhere = partition === 'aws' && region === ''
  const home: Home = anywhere
    ? { type: 'any' }
    : { type: 'aws', partition, region: region === '' ? undefined : region }
  if (account !== '') return accessPoint(text, resource, home)
  const cut = resource.indexOf('/')
  const bucket = cut < 0 ? resource : resource.slice(0, cut)
  const key = cut < 0 ? '' : resource.slice(cut + 1)
  const keyOrPrefix = /(^|\/)\*$/.test(key) ? key.slice(0, -1) : key
  return { type: 'address', address: { home, bucket, keyOrPrefix } }
}

/** The partition and the resource of a bucket and key, as policies name them. */
export function s3Arn(region: string, bucket: string, keyOrPrefix: string): string {
  const below = keyOrPrefix === '' ? '' : `/${keyOrPrefix}`
  if (bucket.startsWith('arn:')) return bucket + (below && `/object${below}`)
  return `arn:${partitionOf(region)}:s3:::${bucket}${below}`
}

function accessPoint(arn: string, resource: string, home: Home): ReadAddress {
  const match = /^accesspoint[/:]([^/]+)(?:\/object\/(.*)|\/?)$/s.exec(resource)
  if (!match) return problem('This ARN names no bucket, object or access point.')
  const [, name = '', keyOrPrefix = ''] = match
  const bucket = `${arn.slice(0, arn.length - resource.length)}accesspoint/${name}`
  return { type: 'address', address: { home, bucket, keyOrPrefix } }
}
