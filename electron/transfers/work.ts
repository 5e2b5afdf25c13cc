import type { Failure } from '#shared/errors.ts'

/** How a running item tells what happens to it. */
export interface Report {
  /** This item is being moved now. */
  started(name: string): void
  /** Bytes moved since the last call; negative when an item starts again. */
  bytes(delta: number): void
  done(item: number): void
  failed(item: number, name: string, failure: Failure): void
  /** A key that is there now, or is there no more. */
  changed(key: string): void
}

/** What a job does with its items, whatever its kind. Items are numbered by their place in it. */
export interface Work {
  readonly count: number
  /** Items that one turn of a lane takes. */
  readonly perTurn: number
  name(item: number): string
  size(item: number): number
  /** Moves some items. What it throws befalls all of them that it did not report. */
  run(items: readonly number[], report: Report, signal: AbortSignal): Promise<void>
  /** Nothing more will be asked of it. */
  close(): void
}
