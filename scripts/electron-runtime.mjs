// Decides whether the desktop shell can open: the Electron runtime, a display, a user it runs as.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFile, projectNode, root } from './paths.mjs'

const PROBE_TIMEOUT = 8000

/**
 * The Electron binary, downloaded if need be, or the reason why there is none in words that fit
 * after "Opening in the browser: ". Decides within ten seconds; only a download that has begun
 * takes longer, and shows its progress.
 */
export async function findElectron({ download = true } = {}) {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return { reason: 'this session has no display' }
  }
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    return { reason: 'the desktop window keeps its sandbox, and that does not work as root' }
  }
  const installed = installedBinary()
  if (installed) return { binary: installed }
  if (!download) return { reason: 'the Electron runtime is not installed' }
  const unreachable = await probeDownload()
  if (unreachable) return { reason: `the Electron runtime cannot be downloaded (${unreachable})` }
  process.stderr.write('Downloading the Electron runtime, once, about 110 MB …\n')
  const code = await new Promise(resolve => {
    const child = spawn(projectNode, [packageFile('electron', 'install.js')], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    })
    child.on('error', () => resolve(1))
    child.on('exit', resolve)
  })
  const binary = installedBinary()
  return code === 0 && binary
    ? { binary }
    : { reason: 'the download of the Electron runtime failed' }
}

function installedBinary() {
  const name =
    {
      darwin: 'Electron.app/Contents/MacOS/Electron',
      win32: 'electron.exe',
    }[process.platform] ?? 'electron'
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) {
    const path = join(override, name)
    return existsSync(path) ? path : undefined
  }
  const packageFolder = join(root, 'node_modules', 'electron')
  const pathFile = join(packageFolder, 'path.txt')
  const path = join(
    packageFolder,
    'dist',
    existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : name,
  )
  return existsSync(path) ? path : undefined
}

/** Why the host that keeps the runtime does not answer; `undefined` when it does. */
async function probeDownload() {
  const mirror =
    process.env.ELECTRON_MIRROR ??
    process.env.npm_config_electron_mirror ??
    'https://github.com/electron/electron/releases/download/'
  try {
    await fetch(mirror, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(PROBE_TIMEOUT),
    })
    return undefined
  } catch (error) {
    return error.name === 'TimeoutError'
      ? `${new URL(mirror).host} did not answer`
      : `${new URL(mirror).host}: ${error.cause?.code ?? error.message}`
  }
}
