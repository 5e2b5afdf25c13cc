/**
 * Stands in for the `electron` module, so that the built main process runs under plain Node: it
 * does what Electron documents of the few things Pail uses, and writes down what was asked of it.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter } from 'node:events'

/** What the main process did, in the order in which it did it. */
export const log: { what: string; detail?: unknown; ready: boolean }[] = []
const note = (what: string, detail?: unknown) => log.push({ what, detail, ready })
let ready = false

type Listener = (...args: never[]) => unknown
/** An event whose default can be prevented, as Electron's are. */
export class PreventableEvent {
  defaultPrevented = false
  preventDefault(): void {
    this.defaultPrevented = true
  }
}

class App extends EventEmitter {
  readonly isPackaged = false
  readonly #paths = new Map<string, string>([['downloads', '/home/user/Downloads']])

  setPath(name: string, path: string): void {
    note('setPath', { name, path })
    this.#paths.set(name, path)
  }
  getPath(name: string): string {
    const path = this.#paths.get(name)
    if (path === undefined) throw new Error(`The stand-in has no path for ${name}.`)
    return path
  }
  async getFileIcon(path: string): Promise<object> {
    return { iconOf: path }
  }
  getVersion(): string {
    return '0.0.0-stand-in'
  }
  enableSandbox(): void {
    if (ready) throw new Error('enableSandbox() must be called before the app is ready.')
    note('enableSandbox')
  }
  requestSingleInstanceLock(told: unknown): boolean {
    note('requestSingleInstanceLock', told)
    return process.env['STAND_IN_SECOND'] !== '1'
  }
  async whenReady(): Promise<void> {
    // After the main module was evaluated, as Electron does it.
    await new Promise(resolve => setImmediate(resolve))
    ready = true
  }
  quit(): void {
    note('quit')
    const event = new PreventableEvent()
    this.emit('will-quit', event)
    if (!event.defaultPrevented) process.exit(0)
  }
  exit(code: number): void {
    process.exit(code)
  }
}

export const app = new App()

/** The handlers of a kind of message, one for each channel. */
class IpcMain extends EventEmitter {
  readonly handlers = new Map<string, Listener>()

  handle(channel: string, listener: Listener): void {
    if (this.handlers.has(channel)) throw new Error(`A second handler for '${channel}'.`)
    this.handlers.set(channel, listener)
  }
}

export const ipcMain = new IpcMain()

type Respond = (request: Request) => Response | Promise<Response>

class Session extends EventEmitter {
  readonly schemes = new Map<string, Respond>()
  readonly asked: Record<string, Listener> = {}
  readonly protocol = {
    handle: (scheme: string, respond: Respond) => this.schemes.set(scheme, respond),
  }
  readonly webRequest = {
    onBeforeRequest: (listener: Listener) => this.#keep('onBeforeRequest', listener),
  }
  setPermissionRequestHandler(handler: Listener): void {
    this.#keep('permissionRequest', handler)
  }
  setPermissionCheckHandler(handler: Listener): void {
    this.#keep('permissionCheck', handler)
  }
  setDevicePermissionHandler(handler: Listener): void {
    this.#keep('devicePermission', handler)
  }
  setBluetoothPairingHandler(handler: Listener): void {
    this.#keep('bluetoothPairing', handler)
  }
  setDisplayMediaRequestHandler(handler: Listener): void {
    this.#keep('displayMedia', handler)
  }
  #keep(name: string, handler: Listener): void {
    this.asked[name] = handler
  }
}

export const session = { defaultSession: new Session() }

export const protocol = {
  registerSchemesAsPrivileged(schemes: unknown): void {
    if (ready) throw new Error('Schemes must be registered before the app is ready.')
    note('registerSchemesAsPrivileged', schemes)
  },
}

/** One frame of a page, as the sender of a message. */
export interface Frame {
  readonly origin: string
}

export class WebContents extends EventEmitter {
  mainFrame: Frame = { origin: 'null' }
  readonly sent: { channel: string; value: unknown }[] = []
  windowOpen: Listener | undefined
  #url = ''

  getURL(): string {
    return this.#url
  }
  isDestroyed(): boolean {
    return false
  }
  startDrag(item: unknown): void {
    note('startDrag', item)
  }
  send(channel: string, value: unknown): void {
    this.sent.push({ channel, value: structuredClone(value) })
  }
  setWindowOpenHandler(handler: Listener): void {
    this.windowOpen = handler
  }
  /** Begins a page as Electron does: told of the navigation, then from the scheme's handler. */
  async load(url: string): Promise<void> {
    this.emit('did-start-navigation', { url, isMainFrame: true, isSameDocument: false })
    const { protocol: scheme, host } = new URL(url)
    const respond = session.defaultSession.schemes.get(scheme.replace(':', ''))
    if (!respond) throw new Error(`Nobody answers ${url}.`)
    const response = await respond(new Request(url))
    note('loaded', { url, status: response.status, headers: Object.fromEntries(response.headers) })
    this.#url = url
    this.mainFrame = { origin: `${scheme}//${host}` }
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = []
  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.all
  }
  readonly webContents = new WebContents()

  constructor(options: unknown) {
    super()
    note('BrowserWindow', JSON.parse(JSON.stringify(options)))
    BrowserWindow.all.push(this)
    app.emit('web-contents-created', new PreventableEvent(), this.webContents)
  }
  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url)
    this.emit('ready-to-show')
  }
  show(): void {
    note('show')
  }
  maximize(): void {
    note('maximize')
  }
  isMaximized(): boolean {
    return false
  }
  isMinimized(): boolean {
    return true
  }
  restore(): void {
    note('restore')
  }
  setProgressBar(value: number): void {
    note('setProgressBar', value)
  }
  isFocused(): boolean {
    return false
  }
  focus(): void {
    note('focus')
  }
  getNormalBounds() {
    return { x: 10, y: 20, width: 900, height: 700 }
  }
}

/** What the next native dialog gives; a test sets it. */
export const picks: string[][] = []

/** The buttons that the next questions are answered with; a test sets them. */
export const answers: string[] = []

export const dialog = {
  async showOpenDialog(parent: unknown, options: unknown) {
    note('showOpenDialog', { options, modal: parent instanceof BrowserWindow })
    const filePaths = picks.shift() ?? []
    return { canceled: filePaths.length === 0, filePaths }
  },
  showMessageBoxSync(parent: unknown, options: { buttons: string[] }): number {
    note('showMessageBoxSync', { options, modal: parent instanceof BrowserWindow })
    return options.buttons.indexOf(answers.shift() ?? '')
  },
  showErrorBox(title: string, text: string): void {
    process.stderr.write(`${title}: ${text}\n`)
  },
}

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true
  }
  readonly #options: unknown

  constructor(options: unknown) {
    super()
    this.#options = options
  }
  show(): void {
    note('Notification', this.#options)
  }
}

export const shell = {
  async openPath(path: string) {
    note('openPath', path)
    return ''
  },
}

export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu(menu: unknown): void {
    applicationMenu = menu as MenuItem[]
    note('setApplicationMenu', JSON.parse(JSON.stringify(menu)))
  },
}

export interface MenuItem {
  readonly label?: string
  readonly submenu?: readonly MenuItem[]
  readonly click?: () => void
}
export let applicationMenu: readonly MenuItem[] = []

export const powerMonitor = new EventEmitter()
export const nativeTheme = { shouldUseDarkColors: false }
export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
}

export const utilityProcess = {
  fork(script: string, args: string[], options: { env?: NodeJS.ProcessEnv }) {
    return new UtilityProcess(fork(script, args, { env: options.env, execArgv: [] }))
  },
}

class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess

  constructor(child: ChildProcess) {
    super()
    this.#child = child
    child.unref()
    child.channel?.unref()
    child.on('message', message => this.emit('message', message))
    child.on('exit', code => this.emit('exit', code))
  }
  postMessage(message: object): void {
    this.#child.send(message)
  }
  kill(): boolean {
    return this.#child.kill()
  }
}
