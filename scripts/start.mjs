// `npm start`: the desktop shell where Electron can run, otherwise the browser shell.
import { spawn } from 'node:child_process'
import { findElectron } from './electron-runtime.mjs'
import { projectNode, root } from './paths.mjs'

/** A desktop shell that ends this soon and badly did not open: a library is missing, say. */
const STILLBORN_MS = 5000

const args = process.argv.slice(2)
if (args.includes('--help')) {
  console.log(`npm start [-- OPTIONS]

  --playground     open the embedded S3 endpoint with sample data
  --data-dir DIR   keep profiles and settings in DIR
  --browser        open in the browser, even where a desktop window could
  --port N         browser shell: the port to listen on
  --no-open        browser shell: print the address, open no browser`)
  process.exit(0)
}

const wantsBrowser = args.includes('--browser')
const shellArgs = args.filter(arg => arg !== '--browser')
const electron = wantsBrowser ? { reason: 'asked for by --browser' } : await findElectron()
if (electron.binary) {
  const started = Date.now()
  const code = await run(electron.binary, [root, ...shellArgs])
  if (code === 0 || Date.now() - started > STILLBORN_MS) process.exit(code)
  electron.reason = `the desktop window did not open (Electron ended with code ${code})`
}
process.stderr.write(`Opening in the browser: ${electron.reason}.\n`)
process.exit(await run(projectNode, ['dist/browser.mjs', ...shellArgs], showAddress))

/** Runs a shell until it ends; signals go on to it, so that it can stop cleanly. */
function run(command, commandArgs, onLine) {
  return new Promise(resolve => {
    const child = spawn(command, commandArgs, {
      cwd: root,
      stdio: ['inherit', onLine ? 'pipe' : 'inherit', 'inherit'],
    })
    if (onLine) {
      let pending = ''
      child.stdout.setEncoding('utf8').on('data', text => {
        const lines = (pending + text).split('\n')
        pending = lines.pop() ?? ''
        for (const line of lines) onLine(line)
      })
    }
    const forward = signal => child.kill(signal)
    process.on('SIGTERM', forward)
    process.on('SIGINT', forward)
    process.on('SIGHUP', forward)
    child.on('error', error => {
      process.stderr.write(`${command}: ${error.message}\n`)
      resolve(1)
    })
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
  })
}

function showAddress(line) {
  const url = line.startsWith('{') ? JSON.parse(line).url : undefined
  console.log(url ? `Pail is open at ${url}\nCtrl-C stops it.` : line)
}
