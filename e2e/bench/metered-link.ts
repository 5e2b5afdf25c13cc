import type { LinkShape } from '../../electron/playground/link/link-shape.ts'
import { startChild } from '../harness/child.ts'
import type { Access } from './bench-playground.ts'

/** What `metered-playground.ts` is started with. */
export interface MeteredOptions {
  /** Where it keeps its objects. */
  readonly folder: string
  readonly link: Partial<LinkShape>
}

/** How to reach a playground, and what its connections have carried. */
export interface MeteredAccess extends Access {
  /** GET gives a reading. */
  readonly meter: string
}

/** Runs `use` beside a playground at the far end of a link, in a process of its own. */
export async function overLink<T>(
  options: MeteredOptions,
  use: (access: MeteredAccess) => Promise<T>,
): Promise<T> {
  const program = 'e2e/bench/metered-playground.ts'
  const args = ['--disable-warning=ExperimentalWarning', program, JSON.stringify(options)]
  const child = await startChild<MeteredAccess>(args)
  try {
    return await use(child.hello)
  } finally {
    await child.stop()
  }
}
