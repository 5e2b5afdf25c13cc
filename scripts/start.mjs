// `npm start`: the desktop shell where Electron can run, otherwise the browser shell.
import { findElectron } from './electron-runtime.mjs'
import { projectNode, root } from './paths.mjs'
import { runChild } from './run-child.mjs'

/** A desktop shell that ends this soon and badly did not open: a library is missing, say. */
const STILLBORN_MS = 5000

const args = process.argv.slice(2)
if (args.includes('--help')) {
  console.log(`npm start [-- OPTIONS] [pail://LINK]

  pail://LINK      open the place of a link, also in the Pail that runs already
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
  const code = await runChild(electron.binary, [root, ...shellArgs])
  if (code === 0 || Date.now() - started > STILLBORN_MS) process.exit(code)
  electron.reason = `the desktop window did not open (Electron ended with code ${code})`
}
process.stderr.write(`Opening in the browser: ${electron.reason}.\n`)
process.exit(await runChild(projectNode, ['dist/browser.mjs', ...shellArgs], showAddress))

function showAddress(line) {
  const url = line.startsWith('{') ? JSON.parse(line).url : undefined
  console.log(url ? `Pail is open at ${url}\nCtrl-C stops it.` : line)
}
