import type { Settings } from '#shared/settings.ts'
import type { JobScope } from '../../storage/request-scope.ts'
import { BandwidthLimits } from './bandwidth-limits.ts'
import type { Clock } from './clock.ts'
import { ConcurrencyLimit } from './concurrency.ts'
import { FairBudget } from './fair-budget.ts'

/** What the user can set of how transfers share the line and the computer. */
export type Tuning = Pick<Settings, 'concurrency' | 'bandwidth' | 'transferMemory'>

/** The part of the settings that is about transfers' share. */
export function tuningOf({ concurrency, bandwidth, transferMemory }: Settings): Tuning {
  return { concurrency, bandwidth, transferMemory }
}

/** What all transfers together must not exceed. */
export class TransferLimits {
  readonly bandwidth: BandwidthLimits
  readonly memory = new FairBudget()
  readonly concurrency: ConcurrencyLimit

  /** @param clock what the limits are measured by */
  constructor(clock?: Clock) {
    this.bandwidth = new BandwidthLimits(clock ? { clock } : {})
    this.concurrency = new ConcurrencyLimit(clock)
  }

  /** Turns in flight at once, over all transfers. */
  get lanes(): number {
    return this.concurrency.limit
  }

  /** The share of one job, which gets as much as any other. */
  scopeOf(job: object): Omit<JobScope, 'waiting'> {
    const { up, down } = this.bandwidth
    return {
      up,
      down,
      memory: this.memory.shareOf(job),
      slots: this.concurrency.shareOf(job),
      sending: bytes => this.concurrency.sending(bytes),
      pushedBack: () => this.concurrency.pushedBack(),
    }
  }

  /** What the user wants from now on; what runs obeys at once. */
  set({ concurrency, bandwidth, transferMemory }: Tuning): void {
    this.concurrency.set(concurrency)
    this.bandwidth.set(bandwidth)
    this.memory.set(transferMemory)
  }

  close(): void {
    this.bandwidth.close()
    this.concurrency.close()
  }
}
