import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron'
import { PAGE_URL } from './page-origin.ts'
import { fitted, type WindowState } from './window-state.ts'

export interface WindowOptions {
  readonly preload: string
  /** Where the window was the last time. */
  readonly state: WindowState
  /** Asked before the window closes. */
  readonly mayClose: () => boolean
  /** Told when the window closes. */
  readonly remember: (state: WindowState) => void
  /** Called before the page is loaded, so that its first call finds somebody who answers. */
  readonly attach: (window: BrowserWindow) => void
}

/** Opens Pail's window where it was, with a page that can do nothing but show. */
export async function openWindow(options: WindowOptions): Promise<BrowserWindow> {
  const { preload, state, mayClose, remember, attach } = options
  const displays = screen.getAllDisplays().map(display => display.workArea)
  const { maximized, ...bounds } = fitted(state, displays)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: 'Pail',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1c1c1e' : '#ffffff',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      // Chromium would fetch dictionaries from the network.
      spellcheck: false,
      devTools: !app.isPackaged,
      // A middle click must not open a window.
      disableBlinkFeatures: 'Auxclick',
    },
  })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', event => {
    if (!mayClose()) {
      event.preventDefault()
      return
    }
    remember({ ...window.getNormalBounds(), maximized: window.isMaximized() })
  })
  // The page holds back: it has text that is not saved. To prevent that event is to let it go.
  window.webContents.on('will-prevent-unload', event => {
    if (mayBeLost(window)) event.preventDefault()
  })
  attach(window)
  await window.loadURL(PAGE_URL)
  return window
}

/** Asks what a browser would ask by itself; `true` when the text may go. */
function mayBeLost(window: BrowserWindow): boolean {
  const KEEP = 0
  const answer = dialog.showMessageBoxSync(window, {
    type: 'warning',
    message: 'Close without saving your changes?',
    detail: 'The text you edited is not stored in the bucket yet.',
    buttons: ['Keep editing', 'Close without saving'],
    defaultId: KEEP,
    cancelId: KEEP,
  })
  return answer !== KEEP
}
