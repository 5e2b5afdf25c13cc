import './start/thread-pool.ts'
import { join } from 'node:path'
import { app, BrowserWindow, dialog, powerMonitor, session } from 'electron'
import { z } from 'zod'
import { PailLink } from '#shared/addresses/pail-link.ts'
import { buildApp } from './app.ts'
import { keychainEnvironment } from './credentials/keychain-process.ts'
import { servePageFiles } from './ipc/page-files.ts'
import { contentSecurityPolicy } from './ipc/page-policy.ts'
import { desktopDialogs } from './shell/dialogs.ts'
import { DesktopIpc } from './shell/ipc.ts'
import { showMenu } from './shell/menu.ts'
import { denyNavigation } from './shell/navigation.ts'
import { OBJECT_SCHEME } from './shell/page-origin.ts'
import { denyPermissions } from './shell/permissions.ts'
import { handleSchemes, registerSchemes } from './shell/protocol.ts'
import { SystemLinks } from './shell/system-links.ts'
import { TransferSignals } from './shell/transfer-signals.ts'
import { startUtility } from './shell/utility-process.ts'
import { openWindow } from './shell/window.ts'
import { windowStateFile } from './shell/window-state.ts'
import { readCommandLine } from './start/command-line.ts'
import { lockDataFolder } from './start/data-folder.ts'
import { watchInbox } from './start/link-inbox.ts'
import { decoderEnvironment } from './thumbnails/decoder-process.ts'

/** What a second start tells the first; it comes from another process. */
const SecondStart = z.object({ playground: z.boolean(), link: PailLink.optional() })

// Electron reads all of this before it is ready, so none of it may wait.
const { playground, dataFolder, link } = readCommandLine(process.argv.slice(1), false)
if (dataFolder !== undefined) app.setPath('userData', dataFolder)
registerSchemes()
app.enableSandbox()
denyNavigation()
const systemLinks = new SystemLinks(link)

// What this start was told goes along, for the Pail that runs already.
if (app.requestSingleInstanceLock({ playground, link })) {
  app.whenReady().then(run).catch(giveUp)
} else {
  // That one comes to the front.
  app.quit()
}

/** The desktop shell: one window on the app. */
async function run(): Promise<void> {
  const folder = app.getPath('userData')
  const release = await lockDataFolder(folder)
  const pail = await buildApp({
    dataFolder: folder,
    version: app.getVersion(),
    shell: desktopDialogs(currentWindow),
    keychain: {
      start: script =>
        startUtility(script, { serviceName: 'Pail keychain', env: keychainEnvironment() }),
    },
    startDecoder: script =>
      startUtility(script, { serviceName: 'Pail pictures', env: decoderEnvironment() }),
    downloads: app.getPath('downloads'),
    playground,
    log: line => process.stderr.write(`${line}\n`),
  })
  const signals = new TransferSignals(pail.topics, currentWindow)
  if (process.platform === 'darwin') {
    app.on('before-quit', event => {
      if (!signals.mayQuit()) event.preventDefault()
    })
  }
  const remembered = windowStateFile(join(folder, 'window.json'))
  let remembering: Promise<unknown> = Promise.resolve()
  let stopWatching: (() => void) | undefined
  stopWith(async () => {
    stopWatching?.()
    await Promise.allSettled([pail.close(), remembering])
    release()
  })
  const pageFiles = await servePageFiles({
    folder: join(import.meta.dirname, 'renderer'),
    contentSecurityPolicy: contentSecurityPolicy("'none'", `${OBJECT_SCHEME}:`),
  })
  denyPermissions(session.defaultSession)
  handleSchemes(session.defaultSession, { pageFiles, objectBytes: pail.objectBytes })
  const ipc = new DesktopIpc({
    join: pail.join,
    addPaths: (client, paths) => pail.handles.addPaths(client, paths),
  })
  const command = (name: string) =>
    pail.topics.publish('window.command', { command: name, at: Date.now() })
  showMenu(command)
  const open = () =>
    openWindow({
      preload: join(import.meta.dirname, 'preload.cjs'),
      state: remembered.value,
      // A Mac's app goes on without its window.
      mayClose: () => process.platform === 'darwin' || signals.mayQuit(),
      remember: state => {
        // A position that can't be remembered must not keep Pail from closing.
        remembering = remembered.update(() => state).catch(() => undefined)
      },
      attach: window => ipc.attach(window.webContents),
    })
  const come = async () => {
    if (currentWindow() === undefined) await open()
    toFront()
  }
  const openLink = (other: PailLink) => {
    pail.links.open(other)
    come().catch(giveUp)
  }
  const again = async (told: unknown) => {
    await come()
    const start = SecondStart.safeParse(told).data
    if (start?.playground) command('open-playground')
    if (start?.link) pail.links.open(start.link)
  }
  app.on('second-instance', (_event, _args, _folder, told) => {
    again(told).catch(giveUp)
  })
  app.on('activate', () => {
    if (currentWindow() === undefined) open().catch(giveUp)
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  powerMonitor.on('resume', () => pail.woke())
  await open()
  systemLinks.register()
  systemLinks.deliverTo(openLink)
  stopWatching = await watchInbox(folder, openLink)
}

function currentWindow(): BrowserWindow | undefined {
  return BrowserWindow.getAllWindows()[0]
}

function toFront(): void {
  const window = currentWindow()
  if (window?.isMinimized()) window.restore()
  window?.focus()
}

/** Transfers are stopped and tidied up before the process ends. */
function stopWith(stop: () => Promise<void>): void {
  let stopped = false
  app.on('will-quit', event => {
    if (stopped) return
    event.preventDefault()
    void stop().finally(() => {
      stopped = true
      app.quit()
    })
  })
}

function giveUp(error: unknown): void {
  dialog.showErrorBox(
    'Pail could not start',
    error instanceof Error ? error.message : String(error),
  )
  app.exit(1)
}
