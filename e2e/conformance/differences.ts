import { cephBuckets } from './differences/ceph-buckets.ts'
import { cephChecksums } from './differences/ceph-checksums.ts'
import { cephObjects } from './differences/ceph-objects.ts'
import { cephSignatures } from './differences/ceph-signatures.ts'
import type { Difference } from './differences/difference.ts'

/**
 * Every place where a server is known to differ from Amazon's documentation, which decides. A
 * check named here must fail on that server, and in the way written down.
 */
export const differences: readonly Difference[] = [
  ...cephSignatures,
  ...cephChecksums,
  ...cephObjects,
  ...cephBuckets,
]
