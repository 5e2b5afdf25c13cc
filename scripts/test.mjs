// `npm test`: the checks, then unit and integration tests (Vitest), then end-to-end (Playwright).
// Closes with one line that sums all of them.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from './check.mjs'
import { findChromium } from './chromium.mjs'
import { findElectron } from './electron-runtime.mjs'
import { packageFile, projectNode, root } from './paths.mjs'

const reports = join(root, '.cache', 'reports')
// What the tests write goes into one folder, so that all of it goes away.
const temporary = mkdtempSync(join(tmpdir(), 'pail-test-'))
// Windows has no process groups of this kind.
const ownGroup = process.platform !== 'win32'
const total = { passed: 0, failed: 0, skipped: 0 }
/** End-to-end tests that passed only at the second attempt. */
const flaky = []

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const checks = await runChecks()
add({ passed: checks.passed.length, failed: checks.failed.length, skipped: 0 })
for (const project of ['unit', 'integration']) {
  console.log(`\n— ${project} tests`)
  const report = join(reports, `${project}.json`)
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const code = await run([packageFile('vitest', 'vitest.mjs'), ...args], 15)
  add(readReport(report, code, vitestCounts))
}
console.log('\n— end-to-end tests')
const electron = await findElectron({ download: false })
const report = join(reports, 'e2e.json')
const code = await run([packageFile('playwright', 'cli.js'), 'test'], 40, {
  PAIL_CHROMIUM: findChromium() ?? '',
  PAIL_ELECTRON: electron.binary ?? '',
  PLAYWRIGHT_JSON_OUTPUT_FILE: report,
})
add(readReport(report, code, playwrightCounts))

rmSync(temporary, { recursive: true, force: true })
if (electron.reason) {
  console.log(`\nSKIPPED: every end-to-end test in the desktop shell, because ${electron.reason}.`)
}
if (flaky.length > 0) {
  console.log(`\nFLAKY: passed only at the second attempt:\n${flaky.join('\n')}`)
}
if (checks.failed.length > 0) console.log(`\nFailed checks: ${checks.failed.join(', ')}`)
console.log(`\nTests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed > 0 ? 1 : 0

function add(counts) {
  for (const name of Object.keys(total)) total[name] += counts[name]
}

/**
 * Runs a test runner until it ends, or for `minutes`: one that hangs is a failure, never a run
 * that does not end. It has a process group of its own, so that what it started ends with it.
 */
function run(args, minutes, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(projectNode, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: ownGroup,
      env: {
        ...process.env,
        TMPDIR: temporary,
        TEMP: temporary,
        TMP: temporary,
        // The tests start hundreds of processes: most of what each needs is compiled once.
        NODE_COMPILE_CACHE: join(root, '.cache', 'compiled'),
        ...env,
      },
    })
    const end = signal => {
      try {
        process.kill(ownGroup ? -child.pid : child.pid, signal)
      } catch {
        // All of it has ended.
      }
    }
    const stop = signal => {
      end(signal)
      process.exit(1)
    }
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.once(signal, stop)
    const deadline = setTimeout(() => {
      console.error(`\nThe runner has not ended after ${minutes} minutes, and is stopped.`)
      end('SIGKILL')
    }, minutes * 60_000)
    child.on('error', reject)
    child.on('exit', exit => {
      clearTimeout(deadline)
      for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.off(signal, stop)
      end('SIGKILL')
      resolve(exit ?? 1)
    })
  })
}

/** The counts of a runner's report. A runner that failed without a failed test is one failure. */
function readReport(path, exitCode, count) {
  let counts
  try {
    counts = count(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    console.error(`No report from the test runner: ${error.message}`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1
  return counts
}

function vitestCounts(report) {
  // A file that fails to load has no tests, and is a failed suite only.
  const brokenFiles = report.testResults.filter(
    file =>
      file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'),
  ).length
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
}

function playwrightCounts({ stats, errors, suites }) {
  flaky.push(...suites.flatMap(flakyIn))
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (stats.expected + stats.unexpected === 0 ? errors.length : 0),
    skipped: stats.skipped,
  }
}

function flakyIn({ suites = [], specs = [] }) {
  const here = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
  return [
    ...here.map(({ file, line, title }) => `${file}:${line} ${title}`),
    ...suites.flatMap(flakyIn),
  ]
}
