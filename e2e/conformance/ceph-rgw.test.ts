import { cephAvailable } from '../servers/ceph-available.ts'
import { startCephRgw } from '../servers/ceph-rgw.ts'
import { Subject } from './subject.ts'
import { conformanceSuite } from './suite.ts'

const ceph = cephAvailable()
if (!ceph.available) process.stderr.write(`SKIPPED: S3 conformance of Ceph RGW: ${ceph.reason}\n`)

conformanceSuite(new Subject('ceph-rgw 16.2', startCephRgw), { skip: !ceph.available })
