import type { Failure } from '#shared/errors.ts'
import type { Location } from '#shared/location.ts'
import type { NotKept } from '#shared/s3.ts'
import type { Item, ItemResult } from './journal/item.ts'

/** How a running item tells what happens to it. */
export interface Report {
  /** This item is being moved now. */
  started(name: string): void
  /** Bytes moved since the last call; negative when an item starts again. */
  bytes(delta: number): void
  /**
   * The lane of the turn is free for the next one: all its bytes are there and it waits for the disk, or
   * all that is left is up to the server.
   */
  landed(): void
  done(item: Item, result?: ItemResult): void
  failed(item: Item, failure: Failure): void
  /** Nothing had to be done for it; `note` is the reason. */
  skipped(item: Item, note: string): void
  /** A key under which there is a new object now; `place` when not in the job's own bucket. */
  stored(key: string, place?: Location): void
  /** A key of the job's own bucket that is there no more. */
  gone(key: string): void
  /** What an item's copy has to do without. */
  notKept(what: readonly NotKept[]): void
}

/** What a job does with its items, whatever its kind. */
export interface Work {
  /** Items that one turn of a lane takes. */
  readonly perTurn: number
  /** Turns that may be in flight at once; more would only wait for each other. */
  readonly mostTurns?: number
  /** The server moves the bytes by itself: how many they are matters little. */
  readonly isOfServer?: boolean
  /**
   * How many of the next items one turn takes, where that is not {@link perTurn}; 0: none until the
   * turns in flight are over, of which there are some then.
   */
  turn?(next: readonly Item[], inFlight: number): number
  /**
   * Moves some items. What it throws befalls all of them that it did not report. When `signal`
   * aborts with a {@link Suspended}, what is half done stays for the next start.
   */
  run(items: readonly Item[], report: Report, signal: AbortSignal): Promise<void>
  /** Removes whatever is half done and will not be gone on with: parts, part files. */
  sweep(): Promise<void>
  /** Nothing more will be asked of it. */
  close(): void
}

/** Why a signal aborts when the work goes on later: it is paused, or Pail quits. */
export class Suspended extends Error {
  override readonly name = 'Suspended'

  constructor() {
    super('The transfer is suspended')
  }
}
