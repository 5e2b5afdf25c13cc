import { spawnSync } from 'node:child_process'

/** How to get the real server on Debian 12; printed when it is missing. */
export const CEPH_INSTALL =
  'apt-get install --no-install-recommends radosgw ceph-mon ceph-osd ceph-common'

/** The only release whose differences from AWS are written down. */
export const CEPH_RELEASE = '16.2'

const PROGRAMS = ['ceph', 'ceph-mon', 'ceph-osd', 'monmaptool', 'radosgw', 'radosgw-admin']

/** Tells whether a one-node Ceph can be started here, and if not, why not in one sentence. */
export function cephAvailable(): { available: true } | { available: false; reason: string } {
  const missing = PROGRAMS.filter(program => spawnSync(program, ['--version']).error !== undefined)
  if (missing.length > 0) {
    return { available: false, reason: `${missing.join(', ')} not found; ${CEPH_INSTALL}` }
  }
  const version = /ceph version (\d+\.\d+)/.exec(
    spawnSync('radosgw', ['--version'], { encoding: 'utf8' }).stdout,
  )?.[1]
  if (version !== CEPH_RELEASE) {
    return {
      available: false,
      reason: `Ceph ${version ?? 'of unknown version'} found, but the differences are written down for ${CEPH_RELEASE} (Debian 12)`,
    }
  }
  return { available: true }
}
