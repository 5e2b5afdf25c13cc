import { BENCH_KEYS } from './bench-keys.ts'
import { type Figure, lineOf } from './figure.ts'

/** Every benchmark by its name: yields its figures as they are measured. */
const BENCHES: Readonly<Record<string, () => Promise<AsyncIterable<Figure>>>> = {
  listing: async () => (await import('./listing.ts')).listing(BENCH_KEYS),
  transfers: async () => (await import('./transfers.ts')).transfers(),
  memory: async () => (await import('./memory.ts')).memory(),
  mirrors: async () => (await import('./mirrors.ts')).mirrors(),
  tuning: async () => (await import('./tuning.ts')).tuning(),
  scroll: async () => (await import('./scroll.ts')).scroll(),
}

await main(process.argv.slice(2))

/** Exits with 1 when a goal was missed, with 2 when there is no such benchmark. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter(name => !Object.hasOwn(BENCHES, name))
  if (unknown.length > 0 || names.length === 0) {
    const known = Object.keys(BENCHES).join(', ')
    process.stderr.write(`Usage: npm run bench -- NAME…, where NAME is one of: ${known}\n`)
    process.exitCode = 2
    return
  }
  for (const name of names) {
    for await (const figure of (await BENCHES[name]?.()) ?? []) {
      process.stdout.write(`${lineOf(name, figure)}\n`)
      if (!figure.ok) process.exitCode = 1
    }
  }
}
