import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, test as base, type Page } from 'playwright/test'
import { residentBytes, startChild } from './child.ts'
import { copySamples } from './samples.ts'

export { expect } from 'playwright/test'

/** What the playground prints when it is ready. */
export interface EndpointHello {
  readonly endpoint: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** A playground in a process of its own, that can go away and come back. */
export interface Endpoint {
  readonly hello: EndpointHello
  stop(): Promise<void>
  /** Serves the same data at the same address again. */
  startAgain(): Promise<void>
}

/** How one test wants the app to be started. */
export interface AppOptions {
  /** Further arguments of the shell, such as `--playground`. */
  readonly appArgs: readonly string[]
  readonly appEnv: NodeJS.ProcessEnv
}

/** The running app: one window, one process that a test may measure. */
export interface App {
  readonly page: Page
  readonly shell: 'browser' | 'desktop'
  /** Answers the native dialog that opens next, on the desktop; in the browser there is none. */
  answerDialog(paths: readonly string[]): Promise<void>
  /** The process that holds the services. */
  readonly process: { readonly pid: number; memory(): number }
}

/** The reason why the desktop shell cannot be driven here; `undefined` when it can. */
const noElectron = electronBinary() ? undefined : 'no Electron runtime on this machine'

export const test = base.extend<
  AppOptions & {
    shell: App['shell']
    folder: string
    dataFolder: string
    endpoint: Endpoint
    app: App
  },
  { samples: string }
>({
  // The folder of a playground that has its sample data, to be copied: making them takes longer.
  samples: [
    async ({ browserName: _ }, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'pail-samples-'))
      const child = await startChild(['dist/playground.mjs', '--data', folder])
      await child.stop()
      await use(folder)
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],

  // Set up before everything else, so that a test that is skipped starts nothing.
  shell: [
    async ({ browserName: _ }, use, testInfo) => {
      const shell = testInfo.project.metadata['shell'] === 'desktop' ? 'desktop' : 'browser'
      test.skip(shell === 'desktop' && noElectron !== undefined, `Desktop shell: ${noElectron}.`)
      await use(shell)
    },
    { auto: true },
  ],

  appArgs: [[], { option: true }],
  appEnv: [{}, { option: true }],

  // An empty folder for what a test drops and downloads; gone afterwards.
  folder: async ({ browserName: _ }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'pail-e2e-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },

  dataFolder: async ({ appArgs, samples }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'pail-data-'))
    if (appArgs.includes('--playground')) await copySamples(samples, join(folder, 'playground'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },

  // A playground in a process of its own: an S3 server over the network, as far as the app knows.
  endpoint: async ({ samples }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'pail-endpoint-'))
    await copySamples(samples, folder)
    const start = (port: string) =>
      startChild<EndpointHello>(['dist/playground.mjs', '--port', port, '--data', folder])
    let child = await start('0')
    const { hello } = child
    await use({
      hello,
      stop: async () => {
        await child.stop()
      },
      startAgain: async () => {
        child = await start(new URL(hello.endpoint).port)
      },
    })
    await child.stop()
    await rm(folder, { recursive: true, force: true })
  },

  app: async ({ page, shell, appArgs, appEnv, dataFolder }, use) => {
    const args = ['--data-dir', dataFolder, ...appArgs]
    const open = shell === 'desktop' ? openDesktopShell : openBrowserShell
    const { app, close } = await open(page, args, appEnv)
    await use(app)
    await close()
  },
})

async function openBrowserShell(page: Page, args: readonly string[], env: NodeJS.ProcessEnv) {
  const child = await startChild<{ url: string }>(
    ['dist/browser.mjs', '--port', '0', '--no-open', ...args],
    env,
  )
  await page.goto(child.hello.url)
  const app: App = {
    page,
    shell: 'browser',
    answerDialog: async () => undefined,
    process: child,
  }
  const close = async () => {
    await page.close()
    const code = await child.stop()
    if (code !== 0) {
      throw new Error(`The browser shell ended with code ${code}.\n${child.errors()}`)
    }
  }
  return { app, close }
}

async function openDesktopShell(_: Page, args: readonly string[], env: NodeJS.ProcessEnv) {
  const electron = await _electron.launch({
    executablePath: electronBinary() ?? '',
    args: ['.', ...args],
    env: { ...(process.env as Record<string, string>), ...(env as Record<string, string>) },
  })
  const page = await electron.firstWindow()
  const pid = electron.process().pid ?? 0
  const app: App = {
    page,
    shell: 'desktop',
    answerDialog: paths =>
      electron.evaluate(({ dialog }, filePaths) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...filePaths] })
      }, paths),
    process: { pid, memory: () => residentBytes(pid) },
  }
  return { app, close: () => electron.close() }
}

function electronBinary(): string | undefined {
  // `npm test` has looked already, and knows of displays and users, too.
  const named = process.env['PAIL_ELECTRON']
  if (named !== undefined) return named === '' ? undefined : named
  const name =
    process.platform === 'darwin'
      ? 'Electron.app/Contents/MacOS/Electron'
      : process.platform === 'win32'
        ? 'electron.exe'
        : 'electron'
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? 'node_modules/electron/dist'
  const path = join(folder, name)
  return existsSync(path) ? path : undefined
}
