import { join } from 'node:path'
import { rolldown } from 'rolldown'

const DIST = join(import.meta.dirname, '../../dist')

/**
 * Bundles a program of this folder as the app is, so that it is as large and starts as fast: from
 * source, Node keeps the compiler of types in memory. It lies in `dist/`, beside the app's thread.
 *
 * @returns its path
 */
export async function bundledProgram(name: string): Promise<string> {
  const build = await rolldown({
    input: { [`bench-${name}`]: join(import.meta.dirname, `${name}.ts`) },
    external: [/^node:/],
    platform: 'node',
    logLevel: 'warn',
  })
  await build.write({
    dir: DIST,
    format: 'es',
    entryFileNames: '[name].mjs',
    chunkFileNames: 'chunks/bench-[name]-[hash].mjs',
  })
  await build.close()
  return join(DIST, `bench-${name}.mjs`)
}
