import './start/thread-pool.ts'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from './app.ts'
import { openInBrowser } from './browser-shell/open-in-browser.ts'
import { startBrowserShell } from './browser-shell/start-browser-shell.ts'
import { BadArgument, type CommandLine, readCommandLine } from './start/command-line.ts'
import { BadDataFolder, defaultDataFolder, lockDataFolder } from './start/data-folder.ts'
import { handOver, watchInbox } from './start/link-inbox.ts'

/** How long a clean stop may take before the process ends anyway. */
const STOP_MS = 10_000

try {
  const commandLine = readCommandLine(process.argv.slice(2), true)
  await run(commandLine).catch(error => tellOther(error, commandLine))
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
}

/** The browser shell: the app in the system's browser, on a loopback port. */
async function run(commandLine: CommandLine): Promise<void> {
  const { playground, port, open, link } = commandLine
  const dataFolder = folderOf(commandLine)
  const release = await lockDataFolder(dataFolder)
  const app = await buildApp({
    dataFolder,
    version: version(),
    shell: { kind: 'browser' },
    keychain: {},
    downloads: join(homedir(), 'Downloads'),
    playground,
    log: line => process.stderr.write(`${line}\n`),
  })
  if (link) app.links.open(link)
  const stopWatching = await watchInbox(dataFolder, other => app.links.open(other))
  const shell = await startBrowserShell({
    port,
    pageFolder: join(import.meta.dirname, 'renderer'),
    join: app.join,
    addSource: (client, source) => app.handles.addSource(client, source),
    objectBytes: app.objectBytes,
  })
  let stopping = false
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop)

  const url = printLink()
  if (open) openInBrowser(url)
  // A link works once; Enter gives another one.
  if (process.stdin.isTTY) process.stdin.on('data', printLink).unref()

  function printLink(): string {
    const link = shell.newLink()
    process.stdout.write(`${JSON.stringify({ url: link })}\n`)
    return link
  }

  async function stop(): Promise<void> {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), STOP_MS).unref()
    stopWatching()
    await shell.close()
    await app.close()
    release()
    process.exit(0)
  }
}

function folderOf({ dataFolder }: CommandLine): string {
  return dataFolder ?? defaultDataFolder()
}

/** A link is for the Pail that runs already; without one this start was for nothing. */
async function tellOther(error: unknown, commandLine: CommandLine): Promise<void> {
  const { link } = commandLine
  if (!(error instanceof BadDataFolder && error.isRunning) || !link) throw error
  if (!(await handOver(folderOf(commandLine), link))) throw error
  process.stdout.write('Opened in the Pail that is running already.\n')
}

/** The package stands beside the folder of the bundles. */
function version(): string {
  const text = readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')
  return String((JSON.parse(text) as { version: unknown }).version)
}

function explain(error: unknown): string {
  if (error instanceof BadArgument || error instanceof BadDataFolder) return error.message
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && error.code === 'EADDRINUSE'
    ? 'Another program listens on this port already. Give another one with --port.'
    : (error.stack ?? error.message)
}
