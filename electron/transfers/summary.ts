import { isActive, type Transfer, type TransfersSummary } from '#shared/transfer.ts'

/** All transfers in one line; bytes, items and speed are those of the running and queued ones. */
export function summaryOf(transfers: readonly Transfer[], version: number): TransfersSummary {
  const counts = { running: 0, queued: 0, done: 0, failed: 0, canceled: 0 }
  const sums = { bytesDone: 0, itemsDone: 0, itemsTotal: 0, speed: 0 }
  let bytesTotal: number | undefined = 0
  for (const transfer of transfers) {
    counts[transfer.state.status] += 1
    if (!isActive(transfer)) continue
    sums.bytesDone += transfer.bytesDone
    sums.itemsDone += transfer.itemsDone + transfer.itemsSkipped
    sums.itemsTotal += transfer.itemsTotal
    if (transfer.state.status === 'running') sums.speed += transfer.state.speed
    bytesTotal = plus(bytesTotal, transfer.bytesTotal)
  }
  const left = bytesTotal === undefined ? undefined : Math.max(0, bytesTotal - sums.bytesDone)
  return {
    version,
    ...counts,
    ...sums,
    ...(bytesTotal === undefined ? {} : { bytesTotal }),
    ...(left === undefined || sums.speed <= 0 ? {} : { secondsLeft: left / sums.speed }),
  }
}

function plus(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b
}
