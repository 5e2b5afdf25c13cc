import { type Child, startChild } from '../harness/child.ts'
import { seededFolder } from './seed-playground.ts'

/** How to reach a playground. */
export interface Access {
  readonly endpoint: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** Runs `use` beside a playground with many keys, in a process of its own, that is `latency` away. */
export async function* withPlayground<T>(
  options: { readonly keys: number; readonly latency: number },
  use: (access: Access) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const folder = await seededFolder(options.keys)
  const args = ['--data', folder, '--latency', String(options.latency)]
  const child: Child<Access> = await startChild(['dist/playground.mjs', ...args])
  try {
    yield* use(child.hello)
  } finally {
    await child.stop()
  }
}
