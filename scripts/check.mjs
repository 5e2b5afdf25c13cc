// `npm run check`: types, format and lint, layers, dead code. One failure does not hide the next.
import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { packageFile, projectNode, root } from './paths.mjs'

const CHECKS = [
  ['types', () => [packageFile('typescript', 'bin/tsc'), '-b']],
  [
    'format and lint',
    () => [packageFile('@biomejs/biome', 'bin/biome'), 'ci', '--error-on-warnings', COLORS],
  ],
  ['layers', () => [packageFile('dependency-cruiser', 'bin/dependency-cruiser.mjs'), ...LAYERS]],
  ['picture of the layers', () => ['scripts/layers.mjs', '--check']],
  ['dead code', () => [packageFile('knip', 'bin/knip.js')]],
]
const COLORS = process.stdout.isTTY ? '--colors=force' : '--colors=off'
const LAYERS = ['--config', '.dependency-cruiser.mjs', 'shared', 'electron', 'renderer', 'e2e']

/** Runs every check; gives the names of those that passed and failed. */
export async function runChecks() {
  const result = { passed: [], failed: [] }
  for (const [name, command] of CHECKS) {
    console.log(`\n— ${name}`)
    const code = await new Promise((resolve, reject) => {
      const child = spawn(projectNode, command(), { cwd: root, stdio: 'inherit' })
      child.on('error', reject)
      child.on('exit', resolve)
    })
    result[code === 0 ? 'passed' : 'failed'].push(name)
  }
  return result
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = await runChecks()
  console.log(
    `\nChecks: ${passed.length} passed, ${failed.length} failed${failed.length > 0 ? ` (${failed.join(', ')})` : ''}`,
  )
  process.exit(failed.length > 0 ? 1 : 0)
}
