import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { PAGE_URL } from './page-origin.ts'
import { fitted, type WindowState } from './window-state.ts'

export interface WindowOptions {
  readonly preload: string
  /** Where the window was the last time. */
  readonly state: WindowState
  /** Told when the window closes. */
  readonly remember: (state: WindowState) => void
  /** Called before the page is loaded, so that its first call finds somebody who answers. */
  readonly attach: (window: BrowserWindow) => void
}

/** Opens Pail's window where it was, with a page that can do nothing but show. */
export async function openWindow(options: WindowOptions): Promise<BrowserWindow> {
  const { preload, state, remember, attach } = options
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
  window.on('close', () => {
    remember({ ...window.getNormalBounds(), maximized: window.isMaximized() })
  })
  attach(window)
  await window.loadURL(PAGE_URL)
  return window
}
