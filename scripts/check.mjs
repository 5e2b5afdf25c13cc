// `npm run check`: types, format and lint, layers, dead code. One failure does not hide the next.
import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { packageFile, projectNode, root } from './paths.mjs'

const CHECKS = [
  ['types', () => [packageFile('typescript', 'bin/tsc'), '-b', '--pretty', `${TERMINAL}`]],
  [
    'format and lint',
    () => [packageFile('@biomejs/biome', 'bin/biome'), 'ci', '--error-on-warnings', COLORS],
  ],
  ['layers', () => [packageFile('dependency-cruiser', 'bin/dependency-cruiser.mjs'), ...LAYERS]],
  ['picture of the layers', () => ['scripts/layers.mjs', '--check']],
  ['dead code', () => [packageFile('knip', 'bin/knip.js')]],
]
const TERMINAL = process.stdout.isTTY === true
const COLORS = TERMINAL ? '--colors=force' : '--colors=off'
const LAYERS = ['--config', '.dependency-cruiser.mjs', 'shared', 'electron', 'renderer', 'e2e']

/** Runs all checks side by side, and tells of one after the other; gives who passed and failed. */
export async function runChecks() {
  const result = { passed: [], failed: [] }
  const running = CHECKS.map(([name, command]) => ({ name, ending: run(command()) }))
  for (const { name, ending } of running) {
    console.log(`\n— ${name}`)
    const { code, output } = await ending
    process.stdout.write(output)
    result[code === 0 ? 'passed' : 'failed'].push(name)
  }
  return result
}

function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(projectNode, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', text => {
        output += text
      })
    }
    child.on('error', reject)
    child.on('close', code => resolve({ code, output }))
  })
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = await runChecks()
  console.log(
    `\nChecks: ${passed.length} passed, ${failed.length} failed${failed.length > 0 ? ` (${failed.join(', ')})` : ''}`,
  )
  process.exit(failed.length > 0 ? 1 : 0)
}
