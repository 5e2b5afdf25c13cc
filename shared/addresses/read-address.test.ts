import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { s3Uri } from '../location.ts'
import { s3Arn } from './arn.ts'
import { objectUrl } from './object-url.ts'
import { pailLink } from './pail-link.ts'
import { readAddress } from './read-address.ts'

const aws = { id: 'aws', label: 'AWS', endpoint: { type: 'aws' }, region: 'eu-west-1' } as const
const custom = (id: string, url: string) =>
  ({ id, label: id, endpoint: { type: 'custom', url }, region: 'us-east-1' }) as const
const profiles = [
  aws,
  custom('minio', 'http://minio.lan:9000'),
  custom('r2', 'https://0f1e2d.r2.cloudflarestorage.com'),
  custom('ceph', 'https://ceph.example.com/s3'),
  custom('eu', 'https://eu.store.example'),
  custom('all', 'https://store.example/'),
]

function read(text: string) {
  const found = readAddress(text, profiles)
  if (found.type === 'problem') return found.problem
  const { home, bucket, keyOrPrefix } = found.address
  const whose =
    home.type === 'endpoint'
      ? home.profileIds.join()
      : home.type === 'aws'
        ? `${home.partition} ${home.region ?? '?'}`
        : home.type
  return [whose, bucket, keyOrPrefix]
}

const POINT = 'arn:aws:s3:eu-west-1:123456789012:accesspoint/reports'

describe('an address names its bucket and key', () => {
  test.each([
    ['s3://notes', ['any', 'notes', '']],
    ['  s3://notes/a b/100%25.txt \n', ['any', 'notes', 'a b/100%25.txt ']],
    ['S3://notes//x', ['any', 'notes', '/x']],
    [`s3://${POINT}/2026/a.csv`, ['any', POINT, '2026/a.csv']],
    ['notes/ideas/', ['any', 'notes', 'ideas/']],
    ['notes', ['any', 'notes', '']],
    // Virtual-hosted, in every dress
    [
      'https://notes.s3.eu-west-1.amazonaws.com/a%20b/c+d.txt',
      ['aws eu-west-1', 'notes', 'a b/c+d.txt'],
    ],
    ['https://notes.s3.dualstack.eu-west-1.amazonaws.com/a', ['aws eu-west-1', 'notes', 'a']],
    [
      'https://notes.s3-fips.us-gov-west-1.amazonaws.com/a',
      ['aws-us-gov us-gov-west-1', 'notes', 'a'],
    ],
    ['https://notes.s3-fips.dualstack.us-east-1.amazonaws.com/a', ['aws us-east-1', 'notes', 'a']],
    ['https://notes.s3.amazonaws.com/', ['aws ?', 'notes', '']],
    ['https://notes.s3-eu-west-1.amazonaws.com/a', ['aws eu-west-1', 'notes', 'a']],
    [
      'https://my.dotted.bucket.s3.eu-west-1.amazonaws.com/a',
      ['aws eu-west-1', 'my.dotted.bucket', 'a'],
    ],
    ['https://notes.s3-accelerate.amazonaws.com/a', ['aws ?', 'notes', 'a']],
    ['https://notes.s3.cn-north-1.amazonaws.com.cn/a', ['aws-cn cn-north-1', 'notes', 'a']],
    ['https://notes.s3.eusc-de-east-1.amazonaws.eu/a', ['aws-eusc eusc-de-east-1', 'notes', 'a']],
    [
      'https://notes--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com/a',
      ['aws us-east-1', 'notes--use1-az4--x-s3', 'a'],
    ],
    ['notes.s3.amazonaws.com/a%2Fb', ['aws ?', 'notes', 'a/b']],
    // Path-style
    ['https://s3.eu-west-1.amazonaws.com/notes/a/b', ['aws eu-west-1', 'notes', 'a/b']],
    ['https://s3.amazonaws.com/notes', ['aws ?', 'notes', '']],
    ['https://s3-external-1.amazonaws.com/Old_Bucket/a', ['aws us-east-1', 'Old_Bucket', 'a']],
    ['https://s3.eu-west-1.amazonaws.com/', ['aws eu-west-1', undefined, '']],
    // Websites and access points
    ['http://notes.s3-website-eu-west-1.amazonaws.com/blog/', ['aws eu-west-1', 'notes', 'blog/']],
    ['http://notes.s3-website.eu-central-1.amazonaws.com/', ['aws eu-central-1', 'notes', '']],
    [
      'https://reports-123456789012.s3-accesspoint.eu-west-1.amazonaws.com/a',
      ['aws eu-west-1', POINT, 'a'],
    ],
    [
      'https://reports-abc123-s3alias.s3.eu-west-1.amazonaws.com/a',
      ['aws eu-west-1', 'reports-abc123-s3alias', 'a'],
    ],
    // What a URL parser would fold stays
    ['https://notes.s3.amazonaws.com/a/../b//./c', ['aws ?', 'notes', 'a/../b//./c']],
    ['https://notes.s3.amazonaws.com/100%.txt', ['aws ?', 'notes', '100%.txt']],
    ['https://notes.s3.amazonaws.com/%E2%82%AC?x#y', ['aws ?', 'notes', '€']],
    // Endpoints of saved profiles
    ['http://minio.lan:9000/notes/a%20b', ['minio', 'notes', 'a b']],
    ['http://notes.minio.lan:9000/a', ['minio', 'notes', 'a']],
    ['https://0f1e2d.r2.cloudflarestorage.com/notes/a', ['r2', 'notes', 'a']],
    ['https://notes.0f1e2d.r2.cloudflarestorage.com/a', ['r2', 'notes', 'a']],
    ['https://ceph.example.com/s3/notes/a', ['ceph', 'notes', 'a']],
    ['https://EU.store.example/notes/a', ['eu', 'notes', 'a']],
    ['https://us.store.example/a', ['all', 'us', 'a']],
    ['store.example/notes/a', ['all', 'notes', 'a']],
    // The console
    [
      'https://s3.console.aws.amazon.com/s3/buckets/notes?region=eu-west-1&prefix=a%2Fb+c/&showversions=false',
      ['aws eu-west-1', 'notes', 'a/b c/'],
    ],
    [
      'https://s3.console.aws.amazon.com/s3/object/notes?region=eu-west-1&prefix=a/b.txt',
      ['aws eu-west-1', 'notes', 'a/b.txt'],
    ],
    [
      'https://eu-west-1.console.aws.amazon.com/s3/buckets/notes?tab=objects',
      ['aws eu-west-1', 'notes', ''],
    ],
    [
      'https://123456789012-ab12.eu-west-1.console.aws.amazon.com/s3/object/notes?prefix=a',
      ['aws eu-west-1', 'notes', 'a'],
    ],
    [
      'https://console.aws.amazon.com/s3/buckets/notes/2026/?region=us-east-2',
      ['aws us-east-2', 'notes', '2026/'],
    ],
    [
      'https://console.amazonaws-us-gov.com/s3/home?bucket=notes&prefix=a/',
      ['aws-us-gov ?', 'notes', 'a/'],
    ],
    ['https://console.aws.amazon.com/s3/home?region=us-east-1', ['aws us-east-1', undefined, '']],
    // ARNs
    ['arn:aws:s3:::notes', ['any', 'notes', '']],
    ['arn:aws:s3:::notes/a%20b/c', ['any', 'notes', 'a%20b/c']],
    ['arn:aws:s3:::notes/logs/*', ['any', 'notes', 'logs/']],
    ['arn:aws-cn:s3:::notes/a', ['aws-cn ?', 'notes', 'a']],
    [POINT, ['aws eu-west-1', POINT, '']],
    [`${POINT}/object/a/b`, ['aws eu-west-1', POINT, 'a/b']],
    // Links of Pail
    ['pail://open?profile=Work&bucket=notes&prefix=a%2Fb/', ['profile', 'notes', 'a/b/']],
    ['pail://open/?id=5&profile=Work', ['profile', undefined, '']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })
})

test.each([
  ['hello world', /^This is no address\..*s3:\/\//],
  ['', /s3:\/\/ URI/],
  ['s3://', /s3:\/\/bucket\/key/],
  ['ftp://example.com/a', /no address/],
  ['javascript:alert(1)', /no address/],
  ['https://user:word@s3.amazonaws.com/notes', /names a user/],
  ['https://other.example/notes/a', /No profile has the endpoint other\.example/],
  ['https://minio.lan:9001/notes', /No profile has the endpoint/],
  ['https://ec2.eu-west-1.amazonaws.com/', /of AWS, but/],
  ['https://eu-west-1.console.aws.amazon.com/ec2/home', /not one of S3/],
  ['https://s3.console.aws.amazon.com/s3/jobs', /no bucket or object/],
  ['arn:aws:iam::123456789012:role/x', /nothing in S3/],
  ['arn:aws:s3:eu-west-1:1:storage-lens/x', /no bucket/],
  ['arn:aws', /not whole/],
  ['pail://open?bucket=notes', /not whole/],
  ['pail://run?profile=x&bucket=notes', /not whole/],
])('%s is refused in plain words', (text, expected) => {
  expect(read(text)).toMatch(expected)
})

test('a website says that it is one', () => {
  const found = readAddress('http://notes.s3-website-eu-west-1.amazonaws.com/', profiles)
  expect(found).toMatchObject({ address: { note: expect.stringContaining('website') } })
})

test('nothing of a presigned query is kept', () => {
  const query =
    'X-Amz-Credential=AKIAEXAMPLE%2F2026&X-Amz-Signature=feedbeef&X-Amz-Security-Token=t0k'
  for (const base of ['https://notes.s3.amazonaws.com/a', 'http://minio.lan:9000/notes/a']) {
    const found = JSON.stringify(readAddress(`${base}?${query}#f`, profiles))
    expect(found).not.toMatch(/AKIA|feedbeef|t0k/)
  }
  expect(read(`https://nobody.example/a?${query}`)).not.toMatch(/AKIA|feedbeef|t0k/)
})

const bucketName = fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,40}[a-z0-9]$/)
const key = fc
  .string({ unit: 'grapheme', maxLength: 60 })
  .filter(text => text.isWellFormed() && !/[\r\n]+$/.test(text))
const reach = fc.record({
  endpoint: fc.constantFrom(aws.endpoint, ...profiles.slice(1).map(one => one.endpoint)),
  region: fc.constantFrom('eu-west-1', 'us-gov-west-1', 'cn-north-1'),
  addressing: fc.constantFrom('auto' as const, 'path' as const, 'virtual-hosted' as const),
})

test('every URL, URI, ARN and link that Pail writes leads back to the same key', () => {
  fc.assert(
    fc.property(bucketName, key, reach, (bucket, keyOrPrefix, how) => {
      const back = (text: string) => {
        const found = readAddress(text, profiles)
        return found.type === 'address' ? found.address : found.problem
      }
      expect(back(objectUrl(how, bucket, keyOrPrefix))).toMatchObject({ bucket, keyOrPrefix })
      expect(back(s3Uri(bucket, keyOrPrefix))).toMatchObject({ bucket, keyOrPrefix })
      const link = pailLink({ id: 'x', profile: 'Wörk & play', bucket, prefix: keyOrPrefix })
      expect(back(link)).toMatchObject({ bucket, keyOrPrefix, home: { label: 'Wörk & play' } })
      // White space around an ARN, and the star of a policy, are no part of it.
      fc.pre(keyOrPrefix.trim() === keyOrPrefix && !keyOrPrefix.endsWith('*'))
      expect(back(s3Arn(how.region, bucket, keyOrPrefix))).toMatchObject({ bucket, keyOrPrefix })
    }),
    { seed: 20261125, numRuns: 300 },
  )
})

test('no text makes it fail', () => {
  const piece = fc.constantFrom(
    's3://',
    'https://',
    'arn:aws:s3:',
    '%',
    '?',
    '#',
    '/',
    '@',
    'a.s3.amazonaws.com',
    'pail://open?',
    '&id=',
    '[::1]',
  )
  const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))).map(parts => parts.join(''))
  fc.assert(
    fc.property(text, any => {
      expect(['address', 'problem']).toContain(readAddress(any, profiles).type)
    }),
    { seed: 20261125, numRuns: 500 },
  )
})
