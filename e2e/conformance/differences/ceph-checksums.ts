import { COMPUTED_BY_SDK, checksumVectors } from '../checksum-vectors.ts'
import type { Difference } from './difference.ts'

const CEPH = 'ceph-rgw 16.2'

type Title = (algorithm: string) => string
const each = (title: Title) =>
  checksumVectors.map(({ algorithm }) => `checksums: ${title(algorithm)}`)
const computed = (title: Title) =>
  COMPUTED_BY_SDK.map(algorithm => `checksums: ${title(algorithm)}`)

/** Checksums came to S3 in 2022; Ceph 16.2 neither checks nor keeps any. */
export const cephChecksums: readonly Difference[] = [
  {
    checks: [
      ...each(algorithm => `${algorithm}: a right value is stored and given back when asked for`),
      ...computed(algorithm => `${algorithm}: what the SDK computes by itself is right`),
    ],
    server: CEPH,
    aws: 'checksums are kept and given back',
    got: 'keeps no checksums',
    shows: /expected undefined to be/,
  },
  {
    checks: [...each(algorithm => `${algorithm}: a wrong value is BadDigest and stores nothing`)],
    server: CEPH,
    aws: 'checksums are checked',
    got: 'stores whatever comes',
    shows: /'accepted' to be '400 BadDigest'/,
  },
  {
    checks: [
      ...each(algorithm => `${algorithm}: a right value may come in a trailer`),
      ...each(algorithm => `${algorithm}: a wrong value in a trailer is BadDigest`),
    ],
    server: CEPH,
    aws: 'bodies may end in a trailing checksum',
    got: 'knows no trailers and answers XAmzContentSHA256Mismatch',
    shows: /'400 XAmzContentSHA256Mismatch' to be/,
  },
  {
    checks: ['checksums: an object put without a checksum gets a CRC64NVME'],
    server: CEPH,
    aws: 'S3 computes a CRC64NVME by itself',
    got: 'keeps no checksums',
    shows: /\[null,null\]/,
  },
  {
    checks: [
      'checksums: a checksum that is not base64 of its length is InvalidRequest',
      'checksums: two checksums at once are InvalidRequest',
      'checksums: an algorithm announced without a value is InvalidRequest',
    ],
    server: CEPH,
    aws: 'checksum headers are checked',
    got: 'ignores checksum headers',
    shows: /'accepted' to be '400 InvalidRequest'/,
  },
  {
    checks: ['checksums: the listing names the algorithm of each object'],
    server: CEPH,
    aws: 'the listing has a ChecksumAlgorithm',
    got: 'keeps no checksums',
    shows: /\[null\]/,
  },
  {
    checks: [
      'multipart-checksums: SHA256 of the object is a checksum of the checksums',
      'multipart-checksums: CRC32 of the full object is that of its bytes',
      'multipart-checksums: CRC64NVME is always of the full object',
    ],
    server: CEPH,
    aws: 'the object has a checksum made from those of its parts',
    got: 'keeps no checksums',
    shows: /\[null,null\]/,
  },
  {
    checks: [
      'multipart-checksums: a full-object CRC32 given to Complete is checked',
      'multipart-checksums: the checksum of a part is checked',
      'multipart-checksums: a part sent with another algorithm than announced is InvalidRequest',
    ],
    server: CEPH,
    aws: 'checksums of parts and of the object are checked',
    got: 'stores whatever comes',
    shows: /'accepted' to be '400 /,
  },
  {
    checks: ['copy: a copy may be given a checksum'],
    server: CEPH,
    aws: 'a copy may be given a checksum',
    got: 'keeps no checksums',
    shows: /expected undefined to be/,
  },
  {
    checks: [
      ...[0, 1, 65_535, 65_536, 65_537, 1_048_577].map(
        size => `streams: a stream of ${size} bytes is stored byte for byte`,
      ),
      'streams: aws-chunked does not stay in the Content-Encoding',
      "streams: the object's own Content-Encoding stays",
      'streams: the CRC32 that the SDK adds by default is stored',
    ],
    server: CEPH,
    aws: "streams may come aws-chunked with a trailing checksum, the SDK's default",
    got: 'asks for a Content-Length, 411',
    shows: /^411 MissingContentLength/,
  },
]
