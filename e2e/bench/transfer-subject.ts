// Does one transfer in a process of its own, and prints what it took.
import '../../electron/start/thread-pool.ts'
import { watchLoop } from './loop-delay.ts'
import type { Measured, TransferJob } from './transfer-job.ts'

const SAMPLE = 20
/** How much of a job is done when everything is as it will be for the rest, 0–1. */
const WARM = 0.5

const job = JSON.parse(process.argv[2] ?? '') as TransferJob
// The code of one must not lie in the memory of the other.
const run =
  job.tool === 'pail'
    ? await (await import('./transfer-by-pail.ts')).transferByPail(job)
    : await (await import('./transfer-by-sdk.ts')).transferBySdk(job)
let peakBytes = process.memoryUsage.rss()
let warmBytes = peakBytes
const sampling = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
  if (run.fraction() < WARM) warmBytes = peakBytes
}, SAMPLE)
const loopDelay = watchLoop()
const cpu = process.cpuUsage()
const started = performance.now()
await run.transfer()
const seconds = (performance.now() - started) / 1000
const { user, system } = process.cpuUsage(cpu)
const measured: Measured = {
  seconds,
  cpuSeconds: (user + system) / 1e6,
  peakBytes,
  warmBytes,
  loopDelay: loopDelay(),
}
clearInterval(sampling)
await run.close()
process.stdout.write(JSON.stringify(measured))
