// Makes a fresh clone ready: dependencies, the build and, for tests, a Chromium. Node built-ins
// alone, because it runs before anything is installed. Speaks on stderr: stdout belongs to the
// command that follows. When everything is in place already it only compares two hashes.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { projectNode, root } from './paths.mjs'

const OLDEST_NODE = 20
const BUILT_FROM = ['electron', 'renderer', 'shared', 'scripts/build.mjs', 'package-lock.json']

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  fail(
    `Pail needs Node ${OLDEST_NODE} or newer to set itself up; this is ${process.version}. Install a newer Node from nodejs.org.`,
  )
}

await ensureDependencies()
await ensureBuild()
if (process.argv.includes('--for-tests')) await ensureChromium({ say, run, fail })

async function ensureDependencies() {
  const stamp = join(root, 'node_modules', '.pail-installed')
  const wanted = `${digest(['package.json', 'package-lock.json', '.npmrc'])} ${process.platform}-${process.arch}`
  if (read(stamp) === wanted && existsSync(projectNode)) return

  await step('Installing dependencies', async () => {
    // npm tells scripts where it is, so the same npm goes on, whichever version it is.
    const npm = process.env.npm_execpath
    const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []]
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
    await run(command, [...first, ...args], { shell: !npm && process.platform === 'win32' })
    // Where install scripts are switched off altogether, the pinned Node has not been fetched yet.
    if (!existsSync(projectNode)) {
      const nodePackage = join(root, 'node_modules', 'node')
      await run(process.execPath, ['installArchSpecificPackage.js'], { cwd: nodePackage })
    }
  })
  writeFileSync(stamp, wanted)
}

async function ensureBuild() {
  const stamp = join(root, 'dist', '.built-from')
  const wanted = digest(BUILT_FROM)
  if (read(stamp) === wanted) return

  await step('Building Pail', () => run(projectNode, ['scripts/build.mjs']))
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** A hash of the contents of files and folders; tests are left out, they are in no build. */
function digest(paths) {
  const hash = createHash('sha256')
  const visit = path => {
    const full = join(root, path)
    if (!existsSync(full)) return
    if (/\.test\.tsx?$/.test(path)) return
    let names
    try {
      names = readdirSync(full).sort()
    } catch (error) {
      if (error.code !== 'ENOTDIR') throw error
      hash.update(`${path}\0`).update(readFileSync(full)).update('\0')
      return
    }
    for (const name of names) visit(`${path}/${name}`)
  }
  for (const path of paths) visit(path)
  return hash.digest('hex')
}

/** Runs one step with a line that shows it is alive. */
async function step(title, work) {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  const interactive = process.stderr.isTTY
  say(`${title} …`)
  const timer = setInterval(
    () => say(`${title} … ${seconds()} s`, interactive),
    interactive ? 1000 : 15_000,
  )
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
  say(`${title}: done in ${seconds()} s`)
}

function say(line, inPlace = false) {
  process.stderr.write(
    inPlace ? `\r\x1b[K${line}` : process.stderr.isTTY ? `\r\x1b[K${line}\n` : `${line}\n`,
  )
}

/** Runs a command with its output on stderr; a failure ends the bootstrap with the command's name. */
function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options })
    child.on('error', reject)
    child.on('exit', (code, signal) =>
      code === 0
        ? resolve()
        : reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? `code ${code}`}.`)),
    )
  }).catch(error => {
    if (options.optional) throw error
    fail(
      `${error.message}\nThe output above says why. When the network was the reason, run the same command again.`,
    )
  })
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

function fail(message) {
  say(message)
  process.exit(1)
}
