import type { BudgetShare, Lease } from '../../storage/request-scope.ts'

interface Waiting {
  readonly owner: object
  readonly amount: number
  readonly resolve: (lease: Lease) => void
}

/**
 * Lends what all jobs have together, memory or requests in flight, and never more than the budget at
 * a time. When some is given back, who holds the least of it comes first, so that no job waits behind
 * the many files of another; nobody is passed over because they want much. What is larger than the
 * whole budget goes alone.
 */
export class FairBudget {
  #budget = Number.POSITIVE_INFINITY
  #held = 0
  #peak = 0
  readonly #heldBy = new Map<object, number>()
  readonly #onLeave = new Set<object>()
  /** In the order in which they came. */
  readonly #line = new Set<Waiting>()

  /** What is lent now, to all but those that are on leave. */
  get held(): number {
    return this.#held
  }

  /** The most that ever was lent together. */
  get peak(): number {
    return this.#peak
  }

  /** @param budget what may be lent from now on; what is lent already stays */
  set(budget: number): void {
    this.#budget = budget
    this.#serve()
  }

  /** What a job holds while it is on leave counts for nothing: it can't go on, others can. */
  setOnLeave(owner: object, isOnLeave: boolean): void {
    if (this.#onLeave.has(owner) === isOnLeave) return
    if (isOnLeave) {
      this.#held -= this.#of(owner)
      this.#onLeave.add(owner)
    } else {
      this.#onLeave.delete(owner)
      this.#held += this.#of(owner)
    }
    this.#serve()
  }

  /** The budget as one job sees it, which gets as much as any other. */
  shareOf(owner: object): BudgetShare {
    return { lease: (amount, signal) => this.#lease(owner, amount, signal) }
  }

  #lease(owner: object, amount: number, signal?: AbortSignal): Promise<Lease> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const leave = () => {
        this.#line.delete(waiting)
        reject(signal?.reason)
        // Those behind may want less.
        this.#serve()
      }
      const waiting = {
        owner,
        amount,
        resolve: (lease: Lease) => {
          signal?.removeEventListener('abort', leave)
          resolve(lease)
        },
      }
      signal?.addEventListener('abort', leave, { once: true })
      this.#line.add(waiting)
      this.#serve()
    })
  }

  #serve(): void {
    for (;;) {
      const next = this.#next()
      if (!next || !this.#fits(next.amount)) return
      this.#line.delete(next)
      next.resolve(this.#lend(next))
    }
  }

  /** Whose job holds the least; the first of them. */
  #next(): Waiting | undefined {
    let next: Waiting | undefined
    for (const waiting of this.#line) {
      if (!next || this.#of(waiting.owner) < this.#of(next.owner)) next = waiting
    }
    return next
  }

  #fits(amount: number): boolean {
    return this.#held === 0 || this.#held + amount <= this.#budget
  }

  #lend({ owner, amount }: Waiting): Lease {
    this.#account(owner, amount)
    let returned = false
    const isWanted = () => this.#line.size > 0 || this.#held > this.#budget
    return {
      get isWanted() {
        return isWanted()
      },
      giveBack: () => {
        if (returned) return
        returned = true
        this.#account(owner, -amount)
        this.#serve()
      },
    }
  }

  #account(owner: object, amount: number): void {
    if (!this.#onLeave.has(owner)) this.#held += amount
    this.#peak = Math.max(this.#peak, this.#held)
    const held = this.#of(owner) + amount
    if (held === 0) this.#heldBy.delete(owner)
    else this.#heldBy.set(owner, held)
  }

  #of(owner: object): number {
    return this.#heldBy.get(owner) ?? 0
  }
}
