// Draws the README's picture of the layers from the imports as they are, by dependency-cruiser.
// `--check` fails when the picture in the README is not the one that would be drawn now.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFile, projectNode, root } from './paths.mjs'

const BEGIN = '<!-- layers: drawn by scripts/layers.mjs -->'
const END = '<!-- /layers -->'

const edges = reduce(await folderEdges())
const picture = draw(edges)
const readme = join(root, 'README.md')
const text = readFileSync(readme, 'utf8')
const [before, rest] = text.split(BEGIN)
const after = rest?.split(END)[1]
if (after === undefined) {
  console.error(`README.md lacks the lines "${BEGIN}" and "${END}".`)
  process.exit(1)
}
const drawn = `${before}${BEGIN}\n${picture}\n${END}${after}`
if (drawn === text) process.exit(0)
if (process.argv.includes('--check')) {
  console.error(
    'The picture of the layers in README.md is out of date. Run `node scripts/layers.mjs`.',
  )
  process.exit(1)
}
writeFileSync(readme, drawn)

/** Which folder imports from which, from the imports of the product's files. */
async function folderEdges() {
  const args = [
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'json',
    'shared',
    'electron',
    'renderer',
  ]
  const command = [packageFile('dependency-cruiser', 'bin/dependency-cruiser.mjs'), ...args]
  const { stdout, stderr } = spawnSync(projectNode, command, {
    cwd: root,
    maxBuffer: 256 * 1024 * 1024,
  })
  if (stdout.length === 0) throw new Error(`dependency-cruiser printed nothing.\n${stderr}`)
  const found = new Map()
  for (const { source, dependencies } of JSON.parse(stdout).modules) {
    if (/\.test\.tsx?$/.test(source)) continue
    for (const { resolved } of dependencies) {
      const [from, to] = [layerOf(source), layerOf(resolved)]
      if (from && to && from !== to) found.set(from, (found.get(from) ?? new Set()).add(to))
    }
  }
  return found
}

/** The box a file is drawn in; `undefined` for files that are not the product's. */
function layerOf(path) {
  const [top, folder, file] = path.split('/')
  if (top === 'shared') return 'shared'
  if (top === 'electron') {
    if (folder === 'preload.ts') return undefined
    return file
      ? `electron/${folder}`
      : /^(main|browser)\.ts$/.test(folder)
        ? 'electron/main, browser'
        : 'electron/app'
  }
  if (top === 'renderer' && file) {
    if (['api', 'queries', 'model', 'ui', 'app'].includes(folder)) return `renderer/${folder}`
    return 'renderer/screens'
  }
  return undefined
}

/** Leaves out the edges that a longer way says already: the transitive reduction. */
function reduce(all) {
  const reaches = (from, to, seen = new Set()) => {
    for (const next of all.get(from) ?? []) {
      if (next === to) return true
      if (!seen.has(next) && reaches(next, to, seen.add(next))) return true
    }
    return false
  }
  return [...all]
    .flatMap(([from, tos]) => [...tos].map(to => [from, to]))
    .filter(([from, to]) => ![...all.get(from)].some(via => via !== to && reaches(via, to)))
    .sort()
}

function draw(list) {
  const names = [...new Set(list.flat())].sort()
  const id = name => name.replaceAll(/[^a-z]/g, '_')
  const box = name => `    ${id(name)}["${name.split('/').at(-1)}"]`
  const group = (title, members) => [`  subgraph ${title}`, ...members.map(box), '  end']
  return [
    '```mermaid',
    'flowchart TB',
    ...group(
      'electron',
      names.filter(name => name.startsWith('electron/')),
    ),
    ...group(
      'renderer',
      names.filter(name => name.startsWith('renderer/')),
    ),
    '  shared["shared"]',
    ...list.map(([from, to]) => `  ${id(from)} --> ${id(to)}`),
    '```',
  ].join('\n')
}
