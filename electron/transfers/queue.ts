/** What a lane gets to do: some items of one transfer. */
export interface Turn<Item> {
  readonly id: string
  readonly items: readonly Item[]
  /** It waits for the disk only, so that its lane is free for the next turn; once is enough. */
  leaveLane(): void
  /** It is over, however it ended. */
  settle(): void
}

/** What is left to start of a transfer. */
export interface Supply<Item> {
  /** @param inFlight turns of it that are not over; with none of them, whatever is left can start */
  hasNext(inFlight: number): boolean
  /** A turn's worth. */
  next(inFlight: number): readonly Item[]
}

interface Waiting<Item> {
  readonly supply: Supply<Item>
  rank: number
  stopped: boolean
  inFlight: number
  /** Those of them that have left their lane. */
  landed: number
  /** The most that may be in flight. */
  readonly most: number
}

/** Turns that may have left their lane and not be over; more would only wait for the disk longer. */
const MOST_LANDED = 64
/** Transfers that share the lanes; those behind them wait until one has nothing left to start. */
const AT_ONCE = 3

/**
 * What runs now? The first few transfers by rank share the lanes evenly, so that many small files do
 * not wait for a large one. One that is held, because it waits for the network, takes no lane from
 * the others.
 */
export class TransferQueue<Item> {
  readonly #waiting = new Map<string, Waiting<Item>>()
  readonly #isHeld: (id: string) => boolean

  /** @param isHeld whether a transfer can't go on for now, with all that it has in flight */
  constructor(isHeld: (id: string) => boolean = () => false) {
    this.#isHeld = isHeld
  }

  /**
   * @param rank the lower, the sooner
   * @param most turns of it in flight at once
   */
  add(id: string, supply: Supply<Item>, rank: number, most = Number.POSITIVE_INFINITY): void {
    this.#waiting.set(id, { supply, rank, stopped: false, inFlight: 0, landed: 0, most })
  }

  /** Puts it before or behind others. What is in flight ends as it would. */
  setRank(id: string, rank: number): void {
    const waiting = this.#waiting.get(id)
    if (waiting) waiting.rank = rank
  }

  /** The next turn while fewer than `lanes` are in flight and have not left theirs. */
  take(lanes: number): Turn<Item> | undefined {
    const free = [...this.#waiting].filter(([id]) => !this.#isHeld(id))
    const inFlight = free.reduce((sum, [, waiting]) => sum + waiting.inFlight, 0)
    const landed = free.reduce((sum, [, waiting]) => sum + waiting.landed, 0)
    if (inFlight - landed >= lanes || landed >= MOST_LANDED) return undefined
    const next = free
      .sort(([, a], [, b]) => a.rank - b.rank)
      .filter(([, waiting]) => hasNext(waiting))
      .slice(0, AT_ONCE)
      .filter(([, { inFlight, most }]) => inFlight < most)
      .reduce<[string, Waiting<Item>] | undefined>(fewerInFlight, undefined)
    if (!next) return undefined
    const [id, waiting] = next
    const items = waiting.supply.next(waiting.inFlight)
    waiting.inFlight += 1
    let left = 0
    const leaveLane = () => {
      waiting.landed += 1 - left
      left = 1
    }
    const settle = () => {
      waiting.inFlight -= 1
      waiting.landed -= left
    }
    return { id, items, leaveLane, settle }
  }

  /** Starts nothing more of a transfer; what is in flight still settles. */
  stop(id: string): void {
    const waiting = this.#waiting.get(id)
    if (waiting) waiting.stopped = true
  }

  /** Nothing of it waits and nothing is in flight. */
  isOver(id: string): boolean {
    const waiting = this.#waiting.get(id)
    return !waiting || (waiting.inFlight === 0 && !hasNext(waiting))
  }

  /** Forgets a transfer that {@link isOver}. */
  remove(id: string): void {
    if (this.isOver(id)) this.#waiting.delete(id)
  }
}

/** The earlier one when both have as many. */
function fewerInFlight<E extends [string, { readonly inFlight: number }]>(
  best: E | undefined,
  one: E,
): E {
  return best && best[1].inFlight <= one[1].inFlight ? best : one
}

function hasNext({ stopped, supply, inFlight }: Waiting<unknown>): boolean {
  return !stopped && supply.hasNext(inFlight)
}
