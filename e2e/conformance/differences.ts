import type { ServerName } from './subject.ts'

/** A place where a real server does not do what Amazon's documentation says. */
export interface Difference {
  /** `area: title` of the check. */
  readonly check: string
  readonly server: ServerName
  /** What Amazon documents; the playground follows this. */
  readonly aws: string
  /** What this server does instead. */
  readonly got: string
  /** Found in the way the check fails on this server. */
  readonly shows: RegExp
}

/** Every known difference. Amazon's documentation decides which side is right. */
export const differences: readonly Difference[] = []
