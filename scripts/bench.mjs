// `npm run bench -- NAME…`: the benchmarks of e2e/bench, one line of JSON a figure on stdout.
import { findChromium } from './chromium.mjs'
import { projectNode } from './paths.mjs'
import { runChild } from './run-child.mjs'

process.env.PAIL_CHROMIUM = findChromium() ?? ''
process.exit(await runChild(projectNode, ['e2e/bench/main.ts', ...process.argv.slice(2)]))
