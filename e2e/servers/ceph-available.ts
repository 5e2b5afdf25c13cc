import { spawnSync } from 'node:child_process'

/** How to get the real server on Debian 12; printed when it is missing. */
export const CEPH_INSTALL =
  'apt-get install --no-install-recommends radosgw ceph-mon ceph-osd ceph-common'

/** The only release whose differences from AWS are written down. */
export const CEPH_RELEASE = '16.2'

const PROGRAMS = ['ceph', 'ceph-mon', 'ceph-osd', 'monmaptool', 'radosgw', 'radosgw-admin']

/** Tells whether a one-node Ceph can be started here, and if not, why not in one sentence. */
export function cephAvailable(): { available: true } | { available: false; reason: string } {
  const tried = PROGRAMS.map(program => ({
    program,
    ...spawnSync(program, ['--version'], { encoding: 'utf8' }),
  }))
  const missing = tried.filter(({ error }) => error !== undefined).map(({ program }) => program)
  if (missing.length > 0) {
    return { available: false, reason: `${missing.join(', ')} not found; ${CEPH_INSTALL}` }
  }
  const versions = tried.map(({ stdout }) => /ceph version (\d+\.\d+)/.exec(stdout)?.[1])
  const version = versions.find(found => found !== undefined)
  if (version !== CEPH_RELEASE) {
    return {
      available: false,
      reason: `Ceph ${version ?? 'of unknown version'} found, but the differences are written down for ${CEPH_RELEASE} (Debian 12)`,
    }
  }
  return { available: true }
}
