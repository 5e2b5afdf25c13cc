import type { ServerName } from '../subject.ts'

/** Something that a real server does otherwise than Amazon documents. */
export interface Difference {
  /** `area: title` of the checks that show it. */
  readonly checks: readonly string[]
  readonly server: ServerName
  /** What Amazon documents; the playground follows this. */
  readonly aws: string
  /** What this server does instead. */
  readonly got: string
  /** Found in the way the checks fail on this server. */
  readonly shows: RegExp
}
