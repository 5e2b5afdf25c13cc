import { bucketOf, type Exchange } from '../exchange.ts'
import { invalidArgument, S3Error } from '../s3-error.ts'
import { childText, readXml } from '../xml-read.ts'
import { element, xmlDocument } from '../xml-write.ts'
import { isoSeconds } from './listing-parameters.ts'
import { ownerElement } from './owner.ts'

const MAX_LISTED = 10_000

/** ListBuckets, with prefix, max-buckets and continuation-token. */
export function listBuckets({ request, reply, store, region }: Exchange): void {
  const prefix = request.param('prefix') ?? ''
  const token = request.param('continuation-token')
  const after = token === undefined ? '' : Buffer.from(token, 'base64').toString()
  const limit = maxBuckets(request.param('max-buckets'))
  const matching = store.buckets
    .list()
    .filter(({ name }) => name.startsWith(prefix) && name > after)
  const page = matching.slice(0, limit)
  const last = page.length < matching.length ? page.at(-1) : undefined
  const buckets = page.map(bucket =>
    element('Bucket', [
      element('Name', bucket.name),
      element('CreationDate', isoSeconds(bucket.created)),
      element('BucketRegion', region),
    ]),
  )
  reply.xml(
    200,
    xmlDocument('ListAllMyBucketsResult', [
      ownerElement('Owner'),
      element('Buckets', buckets),
      element('Prefix', prefix || undefined),
      element('ContinuationToken', last && Buffer.from(last.name).toString('base64')),
    ]),
  )
}

/** CreateBucket. */
export async function createBucket({
  request,
  body,
  reply,
  store,
  region,
}: Exchange): Promise<void> {
  const name = request.bucket ?? ''
  if (!isBucketName(name)) throw new S3Error('InvalidBucketName', { detail: { BucketName: name } })
  const document = await body.text()
  const wanted =
    document.trim() === ''
      ? undefined
      : childText(readXml(document, 'CreateBucketConfiguration'), 'LocationConstraint')
  if (wanted !== undefined && wanted !== '' && wanted !== region) {
    throw new S3Error('IllegalLocationConstraintException', {
      message: `The ${wanted} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    })
  }
  if (store.buckets.find(name) !== undefined) {
    // In the oldest region alone, making one's own bucket again is no error.
    if (region === 'us-east-1') return reply.empty(200, { location: `/${name}` })
    throw new S3Error('BucketAlreadyOwnedByYou', { detail: { BucketName: name } })
  }
  store.buckets.create(name)
  if (request.header('x-amz-bucket-object-lock-enabled')?.toLowerCase() === 'true') {
    const bucket = store.buckets.get(name)
    store.buckets.setVersioning(bucket, 'Enabled')
    const enabled = element('ObjectLockEnabled', 'Enabled')
    store.buckets.setDocument(
      bucket,
      'object-lock',
      xmlDocument('ObjectLockConfiguration', enabled),
    )
  }
  reply.empty(200, { location: `/${name}` })
}

/** HeadBucket. */
export function headBucket(exchange: Exchange): void {
  bucketOf(exchange)
  exchange.reply.empty(200, {
    'content-type': 'application/xml',
    'x-amz-bucket-region': exchange.region,
    'x-amz-access-point-alias': 'false',
  })
}

/** DeleteBucket, which takes unfinished uploads with it. */
export function deleteBucket(exchange: Exchange): void {
  const bucket = bucketOf(exchange)
  exchange.store.buckets.delete(bucket)
  exchange.store.uploads.abortAll(bucket)
  exchange.reply.empty(204)
}

/** GetBucketLocation: us-east-1 is told by an empty answer. */
export function getBucketLocation(exchange: Exchange): void {
  bucketOf(exchange)
  const { region } = exchange
  exchange.reply.xml(200, xmlDocument('LocationConstraint', region === 'us-east-1' ? '' : region))
}

function maxBuckets(given: string | undefined): number {
  if (given === undefined) return MAX_LISTED
  const limit = Number(given)
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LISTED) return limit
  throw invalidArgument(
    `Argument max-buckets must be an integer between 1 and ${MAX_LISTED}`,
    'max-buckets',
    given,
  )
}

/** Source: "General purpose bucket naming rules", Amazon S3 User Guide. */
function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes('..') &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !/^(xn--|sthree-|amzn-s3-demo-)/.test(name) &&
    !/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name)
  )
}
