import type { BandwidthNow } from '#shared/bandwidth.ts'
import {
  isActive,
  type NetworkWait,
  type Transfer,
  type TransfersSummary,
} from '#shared/transfer.ts'

type Counts = Readonly<Partial<Record<Transfer['state']['status'], number>>>

/**
 * All transfers in one line; bytes, items and speed are those of the active ones.
 *
 * @param transfers those that are not over
 * @param counts how many there are of each status, finished ones too
 * @param bandwidth the limits that hold now, where there are any
 */
export function summaryOf(
  transfers: readonly Transfer[],
  counts: Counts,
  version: number,
  bandwidth?: BandwidthNow,
): TransfersSummary {
  const {
    running = 0,
    waiting = 0,
    queued = 0,
    paused = 0,
    done = 0,
    failed = 0,
    canceled = 0,
  } = counts
  const sums = { bytesDone: 0, itemsDone: 0, itemsTotal: 0, speed: 0 }
  let bytesTotal: number | undefined = 0
  for (const transfer of transfers) {
    if (!isActive(transfer)) continue
    sums.bytesDone += transfer.bytesDone
    sums.itemsDone += transfer.itemsDone + transfer.itemsSkipped
    sums.itemsTotal += transfer.itemsTotal
    if (transfer.state.status === 'running') sums.speed += transfer.state.speed
    bytesTotal = plus(bytesTotal, transfer.bytesTotal)
  }
  const network = waitOf(transfers)
  const left = bytesTotal === undefined ? undefined : Math.max(0, bytesTotal - sums.bytesDone)
  return {
    version,
    running,
    waiting,
    queued,
    paused,
    done,
    failed,
    canceled,
    ...sums,
    ...(network ? { network } : {}),
    ...(bandwidth ? { bandwidth } : {}),
    ...(bytesTotal === undefined ? {} : { bytesTotal }),
    ...(left === undefined || sums.speed <= 0 ? {} : { secondsLeft: left / sums.speed }),
  }
}

/** The outage that began first, where there are several. */
function waitOf(transfers: readonly Transfer[]): NetworkWait | undefined {
  const waits = transfers.flatMap(({ state }) => (state.status === 'waiting' ? [state] : []))
  const [first] = waits.sort((a, b) => a.since - b.since)
  if (!first) return undefined
  const { host, since, nextTry, instead } = first
  return { host, since, nextTry, ...(instead ? { instead } : {}) }
}

function plus(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b
}
