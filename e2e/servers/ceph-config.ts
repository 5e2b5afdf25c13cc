const RADOS_CLASSES: Partial<Record<NodeJS.Architecture, string>> = {
  x64: '/usr/lib/x86_64-linux-gnu/rados-classes',
  arm64: '/usr/lib/aarch64-linux-gnu/rados-classes',
}

/**
 * The ceph.conf of a throw-away cluster: one monitor, one object store in memory, no
 * authentication between the daemons, everything on loopback and below `folder`.
 */
export function cephConfig(options: {
  folder: string
  fsid: string
  monitorPort: number
  gatewayPort: number
}): string {
  const { folder, fsid, monitorPort, gatewayPort } = options
  return `
[global]
fsid = ${fsid}
mon host = v1:127.0.0.1:${monitorPort}
mon initial members = a
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
ms bind msgr2 = false
ms crc data = false
run dir = ${folder}/run
log file = ${folder}/$name.log
admin socket = ${folder}/run/$name.asok
crash dir = ${folder}/crash
mon data = ${folder}/mon
mon allow pool size one = true
mon max pg per osd = 2000
mon data avail warn = 1
mon data avail crit = 1
paxos propose interval = 0.05
paxos min wait = 0.02
osd data = ${folder}/osd
osd objectstore = memstore
memstore device bytes = 12884901888
osd class dir = ${RADOS_CLASSES[process.arch] ?? '/usr/lib/rados-classes'}
osd class load list = *
osd class default list = *
osd crush chooseleaf type = 0
osd enable op tracker = false
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd pool default pgp num = 8
osd pool default pg autoscale mode = off
debug ms = 0/0
debug osd = 0/0
debug rgw = 0/0
debug objecter = 0/0
debug rados = 0/0
debug memdb = 0/0
debug auth = 0/0
[client]
rgw data = ${folder}/rgw
rgw frontends = beast endpoint=127.0.0.1:${gatewayPort} tcp_nodelay=1
rgw dns name = localhost
rgw enable usage log = false
`
}
