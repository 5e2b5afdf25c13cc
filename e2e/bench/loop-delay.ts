import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION = 1

/** Watches how long this process keeps its other work waiting; gives the p99 in milliseconds. */
export function watchLoop(): () => number {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION })
  histogram.enable()
  return () => {
    histogram.disable()
    return Math.max(0, histogram.percentile(99) / 1e6 - RESOLUTION)
  }
}
