import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { rolldown } from 'rolldown'
import { z } from 'zod'
import type { Orders } from './orders.ts'

const Line = z.discriminatedUnion('what', [
  z.object({ what: z.literal('running') }),
  z.object({ what: z.literal('over'), status: z.string(), failures: z.array(z.unknown()) }),
])

/** How a victim ended: by our hand, or because its job was over. */
export type Ending =
  | { readonly type: 'killed' }
  | { readonly type: 'over'; readonly status: string; readonly failures: readonly unknown[] }

/** Puts the victim into one file, since it is started very often; returns its path. */
export async function bundleVictim(folder: string): Promise<string> {
  const input = join(import.meta.dirname, 'victim.ts')
  const build = await rolldown({ input, external: [/^node:/], platform: 'node', logLevel: 'warn' })
  await build.write({ dir: folder, format: 'es', entryFileNames: 'victim.mjs' })
  await build.close()
  return join(folder, 'victim.mjs')
}

/**
 * Starts a Pail on a journal, and kills it hard.
 *
 * @param bundle from {@link bundleVictim}
 * @param killAfter milliseconds after it began to run; `undefined` lets it come to its end
 */
export async function runVictim(
  bundle: string,
  orders: Orders,
  killAfter: number | undefined,
): Promise<Ending> {
  const child = spawn(process.execPath, [bundle, JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let clock: NodeJS.Timeout | undefined
  let over: Ending | undefined
  createInterface(child.stdout).on('line', text => {
    const line = Line.parse(JSON.parse(text))
    if (line.what === 'over') over = { type: 'over', ...line }
    else if (killAfter !== undefined) {
      clock = setTimeout(() => child.kill('SIGKILL'), killAfter)
    }
  })
  const [code, signal] = await once(child, 'close')
  clearTimeout(clock)
  if (over) return over
  if (signal === 'SIGKILL') return { type: 'killed' }
  throw new Error(`The victim ended by itself (${code ?? signal}) before its job was over.`)
}
