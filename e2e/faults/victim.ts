// A Pail without a window that is killed: starts the job it is given, or goes on with what the
// journal has, and says what happens, one line of JSON for each thing.
import { S3Connection } from '../../electron/storage/s3-connection.ts'
import { TransferLimits } from '../../electron/transfers/limits/transfer-limits.ts'
import { PathSource } from '../../electron/transfers/path-source.ts'
import { Transfers } from '../../electron/transfers/transfers.ts'
import type { Location } from '../../shared/location.ts'
import type { MirrorDirection } from '../../shared/mirror.ts'
import { isUnfinished } from '../../shared/transfer.ts'
import { DEFAULT_UPLOAD_RULES } from '../../shared/upload-rules.ts'
import type { Kind } from './kinds.ts'
import type { Orders } from './orders.ts'

const CLIENT = 'victim'
const orders: Orders = JSON.parse(process.argv[2] ?? '')
const never = new AbortController().signal

const connection = new S3Connection({
  profileName: 'Faults',
  endpoint: { type: 'custom', url: orders.endpoint },
  region: orders.region,
  addressing: 'path',
  credentials: {
    type: 'keys',
    accessKeyId: orders.accessKeyId,
    secretAccessKey: orders.secretAccessKey,
  },
  readOnly: false,
})
const transfers = new Transfers({
  journal: orders.journal,
  storage: async () => connection.storage(orders.bucket),
  limits: new TransferLimits(),
  onSummary: () => undefined,
  onObjectsChanged: () => undefined,
  onPlanProgress: () => undefined,
})
transfers.restore()
if (transfers.list({ from: 0, to: 1 }).transfers.length === 0) await begin()
say('running')
for (;;) {
  const { transfers: all } = transfers.list({ from: 0, to: 10 })
  if (!all.some(isUnfinished)) {
    for (const { state, failures } of all) say('over', { status: state.status, failures })
    break
  }
  await new Promise(resolve => setTimeout(resolve, 5))
}
await transfers.close()
connection.close()

async function beginMirror(location: Location, direction: MirrorDirection): Promise<void> {
  const { folder } = orders
  const wish = { direction, compare: 'checksum' as const, location, folder }
  const plan = await transfers.planner.mirror(
    CLIENT,
    { ...wish, rules: DEFAULT_UPLOAD_RULES, call: '' },
    never,
  )
  await transfers.mirrors.start(plan.id, plan.tallies.extra.items)
}

async function begin(): Promise<void> {
  const location = { profileId: 'faults', bucket: orders.bucket, prefix: 'd/' }
  if (orders.kind === 'mirror-up' || orders.kind === 'mirror-down') {
    const direction = orders.kind === 'mirror-up' ? 'up' : 'down'
    await beginMirror(location, direction)
    return
  }
  const selection = { keys: [], prefixes: ['d/'] }
  const plan = await planOf(orders.kind, location, selection)
  transfers.start({ planId: plan.id })
}

function planOf(
  kind: Exclude<Kind, 'mirror-up' | 'mirror-down'>,
  location: Location,
  selection: { keys: string[]; prefixes: string[] },
) {
  switch (kind) {
    case 'upload': {
      const target = { ...location, prefix: '' }
      return transfers.planner.upload(
        CLIENT,
        { target, source: new PathSource([orders.folder]), call: '' },
        never,
      )
    }
    case 'download': {
      const request = { location, selection, folder: orders.folder, call: '' }
      return transfers.planner.download(CLIENT, request, never)
    }
    case 'zip': {
      const request = { location, selection, folder: orders.folder, call: '' }
      return transfers.planner.zip(CLIENT, request, never)
    }
    case 'delete':
      return transfers.planner.delete(CLIENT, { location, selection, call: '' }, never)
    case 'move': {
      const [from, to] = [
        { ...location, prefix: '' },
        { ...location, prefix: 'moved/' },
      ]
      const request = { mode: 'move' as const, from, to, selection, call: '' }
      return transfers.planner.copy(CLIENT, request, never)
    }
    default:
      return kind satisfies never
  }
}

function say(what: string, more: object = {}): void {
  process.stdout.write(`${JSON.stringify({ what, ...more })}\n`)
}
