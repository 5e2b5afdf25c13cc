// Finds the Chromium that the end-to-end tests drive. Node built-ins alone.
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { packageFile, projectNode } from './paths.mjs'

const SYSTEM = {
  // The headless shell is the same engine without the browser around it: a third less work.
  linux: [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
  ].flatMap(name =>
    ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'].map(folder =>
      join(folder, name),
    ),
  ),
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
    `${process.env['PROGRAMFILES(X86)']}\\Google\\Chrome\\Application\\chrome.exe`,
  ],
}

/** The path of a Chromium: `PAIL_CHROMIUM`, Playwright's own, or the system's. */
export function findChromium() {
  const named = process.env.PAIL_CHROMIUM
  if (named && existsSync(named)) return named
  return playwrightChromium() ?? (SYSTEM[process.platform] ?? []).find(path => existsSync(path))
}

/** Gets a Chromium where there is none: by apt as root on Debian, else by Playwright. */
export async function ensureChromium({ say, run, fail }) {
  if (findChromium()) return
  const attempts = [
    [
      'apt',
      process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'),
      byApt,
    ],
    ['Playwright', true, byPlaywright],
  ]
  for (const [name, possible, install] of attempts) {
    if (!possible) continue
    say(`Getting a Chromium for the end-to-end tests by ${name} …`)
    try {
      await install(run)
    } catch (error) {
      say(error.message)
    }
    if (findChromium()) return
  }
  fail(
    'The end-to-end tests need a Chromium and none could be had. Install Chromium or Google Chrome, or set PAIL_CHROMIUM to the path of one, and run npm test again.',
  )
}

async function byApt(run) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-qq'], { env, optional: true })
  // Not every release has the headless shell.
  for (const name of ['chromium-headless-shell', 'chromium']) {
    if (findChromium()) return
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], {
      env,
      optional: true,
    })
  }
}

async function byPlaywright(run) {
  await run(projectNode, [packageFile('playwright', 'cli.js'), 'install', 'chromium'], {
    optional: true,
  })
}

function playwrightChromium() {
  const cache =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    {
      linux: join(homedir(), '.cache', 'ms-playwright'),
      darwin: join(homedir(), 'Library', 'Caches', 'ms-playwright'),
      win32: join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright'),
    }[process.platform]
  if (!cache || !existsSync(cache)) return undefined
  const inside = {
    linux: ['chrome-linux/chrome', 'chrome-linux64/chrome'],
    darwin: [
      'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
      'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
      'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    ],
    win32: ['chrome-win/chrome.exe', 'chrome-win64/chrome.exe'],
  }[process.platform]
  return readdirSync(cache)
    .filter(name => /^chromium-\d+$/.test(name))
    .sort()
    .reverse()
    .flatMap(name => inside.map(path => join(cache, name, path)))
    .find(path => existsSync(path))
}
