// Run after `npm install` behind a registry that keeps packages for one platform only: npm then
// leaves the other platforms' optional packages out of package-lock.json, and `npm ci` fails there
// (with npm 12 everywhere). This puts them back, by version; npm fetches each only where it fits.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'

const OS = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'aix',
  'win32',
]
const CPU = [
  'arm64',
  'arm',
  'x64',
  'ia32',
  'ppc64',
  'riscv64',
  's390x',
  'loong64',
  'mips64el',
  'wasm32',
  'universal',
]

const file = join(root, 'package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
let added = 0
for (const [path, entry] of Object.entries(lock.packages)) {
  const optional = Object.entries(entry.optionalDependencies ?? {})
  // Beside the ones that are there: a package can be installed twice, in two versions.
  const folder = optional.map(([name]) => folderOf(path, name)).find(Boolean) ?? 'node_modules/'
  for (const [name, version] of optional) {
    if (folderOf(path, name) === folder || !/^\d+\.\d+\.\d+/.test(version)) continue
    lock.packages[folder + name] = {
      version,
      ...platform(name),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
    }
    added++
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
)
writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`)
console.log(`${added} optional packages added to package-lock.json.`)

/** The node_modules folder from which the package at `path` gets `name`, as Node resolves it. */
function folderOf(path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const folder = at === '' ? 'node_modules/' : `${at}/node_modules/`
    if (lock.packages[folder + name]) return folder
    if (at === '') return undefined
  }
}

/** The platform that such a package names, for example `@biomejs/cli-linux-arm64-musl`. */
function platform(name) {
  const words = name.split('/').at(-1).split(/[-_.]/)
  const os = OS.filter(word => words.includes(word))
  const cpu = CPU.filter(
    word =>
      words.includes(word) ||
      (word === 'arm' && words.some(w => w.startsWith('arm') && w !== 'arm64')),
  )
  const libc = words.some(word => word.startsWith('musl'))
    ? ['musl']
    : words.some(word => word.startsWith('gnu'))
      ? ['glibc']
      : []
  if (os.length === 0 && !cpu.includes('wasm32'))
    throw new Error(`${name}: which platform is it for?`)
  return {
    cpu: cpu.length > 0 ? cpu : undefined,
    ...(libc.length > 0 ? { libc } : {}),
    ...(os.length > 0 && !cpu.includes('wasm32') ? { os } : {}),
  }
}
