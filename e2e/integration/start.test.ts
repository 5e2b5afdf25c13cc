import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

let folder: string
let running: ChildProcess | undefined

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-start-'))
})

afterEach(async () => {
  if (running?.exitCode === null && running.signalCode === null) {
    // What it has started goes with it.
    running.kill('SIGTERM')
    await once(running, 'exit')
  }
  await rm(folder, { recursive: true, force: true })
})

/** Runs `scripts/start.mjs` until it prints what is waited for, or ends. */
async function start(env: NodeJS.ProcessEnv, until: RegExp) {
  const args = ['scripts/start.mjs', '--playground', '--no-open', '--port', '0']
  const child = spawn(process.execPath, [...args, '--data-dir', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined, ...env },
  })
  running = child
  const output = { out: '', err: '' }
  child.stderr.setEncoding('utf8').on('data', text => {
    output.err += text
  })
  await new Promise<void>(resolve => {
    child.stdout.setEncoding('utf8').on('data', text => {
      output.out += text
      if (until.test(output.out)) resolve()
    })
    child.on('exit', () => resolve())
  })
  return { child, output }
}

describe.runIf(process.platform === 'linux')('npm start', () => {
  test('without a display says why in one line and gives the address of the browser shell', async () => {
    const { child, output } = await start({}, /Pail is open at /)
    expect(output.err.trim()).toBe('Opening in the browser: this session has no display.')
    const url = /Pail is open at (http:\/\/127\.0\.0\.1:\d+\/\S+)/.exec(output.out)?.[1]
    expect(url).toBeDefined()

    const answer = await fetch(url ?? '', { redirect: 'manual' })
    expect(answer.status).toBeLessThan(400)

    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    expect(code).toBe(0)
  })

  test('without an Electron runtime to be had says why and opens in the browser', async () => {
    const nowhere = { DISPLAY: ':7', ELECTRON_MIRROR: 'http://127.0.0.1:1/' }
    const noRuntime = { ...nowhere, ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'none') }
    const { output } = await start(noRuntime, /Pail is open at /)
    const reason =
      process.getuid?.() === 0
        ? 'the desktop window keeps its sandbox, and that does not work as root'
        : 'the Electron runtime cannot be downloaded (127.0.0.1:1: ECONNREFUSED)'
    expect(output.err.trim()).toBe(`Opening in the browser: ${reason}.`)
    expect(output.out).toContain('Pail is open at ')
  })
})

describe.runIf(process.platform !== 'win32')('npm run start:browser', () => {
  test('stops cleanly when npm is told to, although npm tells nobody', async () => {
    const args = ['run', 'start:browser', '--', '--port', '0', '--no-open', '--data-dir', folder]
    const npm = spawn('npm', args, { stdio: ['ignore', 'pipe', 'ignore'] })
    running = npm
    const url = await new Promise<string>(resolve => {
      let output = ''
      npm.stdout.setEncoding('utf8').on('data', text => {
        output += text
        const line = output.split('\n').find(each => /^\{.*\}$/.test(each))
        if (line) resolve(JSON.parse(line).url)
      })
    })
    expect((await fetch(new URL('/', url))).status).toBe(403)
    npm.kill('SIGTERM')
    await expect
      .poll(() => fetch(new URL('/', url)).catch(error => error.cause.code), { timeout: 10_000 })
      .toBe('ECONNREFUSED')
  })
})
