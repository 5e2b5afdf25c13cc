import type { Difference } from './difference.ts'

const CEPH = 'ceph-rgw 16.2'

/** Where Ceph 16.2 treats buckets, lists and multipart uploads otherwise than Amazon documents. */
export const cephBuckets: readonly Difference[] = [
  {
    checks: ['buckets: a bucket in us-east-1 has no location constraint'],
    server: CEPH,
    aws: 'no location constraint in us-east-1',
    got: 'the name of its zone group, "default"',
    shows: /'default' to be/,
  },
  {
    checks: ['bucket-configuration: a policy that is not JSON is MalformedPolicy'],
    server: CEPH,
    aws: 'MalformedPolicy',
    got: 'InvalidArgument',
    shows: /'400 InvalidArgument' to be/,
  },
  {
    checks: ['bucket-configuration: default encryption is AES256 unless something else is set'],
    server: CEPH,
    aws: 'every bucket has SSE-S3 by default',
    got: 'no default encryption',
    shows: /expected undefined to be 'AES256'/,
  },
  {
    checks: ['bucket-configuration: a public access block'],
    server: CEPH,
    aws: 'NoSuchPublicAccessBlockConfiguration after its removal',
    got: 'an empty configuration instead',
    shows: /'accepted' to be '404 NoSuchPublicAccessBlock/,
  },
  {
    checks: [
      'bucket-configuration: access logging',
      'bucket-configuration: a website',
      'bucket-configuration: website that is not XML is MalformedXML',
      'bucket-configuration: logging that is not XML is MalformedXML',
    ],
    server: CEPH,
    aws: 'a bucket may have a website and access logs',
    got: 'MethodNotAllowed',
    shows: /405 MethodNotAllowed/,
  },
  {
    checks: ['bucket-configuration: encryption that is not XML is MalformedXML'],
    server: CEPH,
    aws: 'MalformedXML',
    got: 'InvalidArgument',
    shows: /'400 InvalidArgument' to be/,
  },
  {
    checks: [
      'listing: max-keys -1 is InvalidArgument',
      'listing: an unknown encoding-type is InvalidArgument',
      'listing: a continuation token that was never given is InvalidArgument',
    ],
    server: CEPH,
    aws: 'InvalidArgument',
    got: 'takes it as if it were not there',
    shows: /'accepted' to be/,
  },
  {
    checks: ['listing: encoding-type url encodes keys, prefixes, prefix, delimiter and start'],
    server: CEPH,
    aws: 'all of them are encoded',
    got: 'encodes only the keys',
    shows: /\["dé\/"," ","dé\/a b"\]/,
  },
  {
    checks: [
      'delete-many: 1,001 keys are MalformedXML',
      'delete-many: a body that is not XML is MalformedXML',
    ],
    server: CEPH,
    aws: 'MalformedXML',
    got: '400 without a body',
    shows: /'400( Unknown)?' to be/,
  },
  {
    checks: ['delete-many: an empty list is MalformedXML'],
    server: CEPH,
    aws: 'MalformedXML',
    got: 'takes an empty list',
    shows: /'accepted' to be/,
  },
  {
    checks: [
      'delete-many: a request without any checksum is InvalidRequest',
      'delete-many: a wrong Content-MD5 is BadDigest and deletes nothing',
    ],
    server: CEPH,
    aws: 'DeleteObjects must have a right checksum',
    got: 'deletes without looking at any',
    shows: /'accepted' to be/,
  },
  {
    checks: ['multipart: the ETag is the MD5 of the MD5s and the number of parts'],
    server: CEPH,
    aws: 'Complete answers with the ETag',
    got: 'an empty ETag in the answer of Complete',
    shows: /expected '' to be/,
  },
  {
    checks: ['multipart: type, metadata and tags are given at the start'],
    server: CEPH,
    aws: 'tags may be given to CreateMultipartUpload',
    got: 'drops the tags',
    shows: /\{"m":"1"\},null\]/,
  },
  {
    checks: ['multipart: parts that Complete does not name are left out'],
    server: CEPH,
    aws: 'other parts are left out',
    got: 'InvalidPart unless all are named',
    shows: /^400 InvalidPart/,
  },
  {
    checks: ['multipart: parts named out of order are InvalidPartOrder'],
    server: CEPH,
    aws: 'InvalidPartOrder',
    got: 'sorts them',
    shows: /'accepted' to be/,
  },
  {
    checks: [
      'multipart: part number 0 is InvalidArgument',
      'multipart: part number 10001 is InvalidArgument',
    ],
    server: CEPH,
    aws: 'part numbers are 1 to 10,000',
    got: 'takes any part number',
    shows: /'accepted' to be/,
  },
  {
    checks: ['multipart: an aborted upload is gone, and so are its parts'],
    server: CEPH,
    aws: 'NoSuchUpload',
    got: 'InternalError for a part of an aborted upload',
    shows: /'500 InternalError' to be/,
  },
  {
    checks: ['multipart: single parts of an object can be read'],
    server: CEPH,
    aws: 'GET and HEAD take a part number',
    got: 'gives the whole object',
    shows: /\[200,null\]/,
  },
  {
    checks: ['multipart-lists: ListMultipartUploads folds keys at the delimiter'],
    server: CEPH,
    aws: 'common prefixes are listed',
    got: 'loses the common prefixes',
    shows: /expected \[\] to deeply equal \[ 'fold/,
  },
]
