import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import type { JsonFile } from '../files/json-file.ts'
import { PAGE_URL } from './page-origin.ts'
import { fitted, type WindowState } from './window-state.ts'

export interface WindowOptions {
  readonly preload: string
  readonly remembered: JsonFile<WindowState>
  /** Called before the page is loaded, so that its first call finds somebody who answers. */
  readonly attach: (window: BrowserWindow) => void
}

/** Opens Pail's window where it was, with a page that can do nothing but show. */
export async function openWindow(options: WindowOptions): Promise<BrowserWindow> {
  const { preload, remembered, attach } = options
  const displays = screen.getAllDisplays().map(display => display.workArea)
  const { maximized, ...bounds } = fitted(remembered.value, displays)
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
    const state = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    // A position that can't be remembered is no reason to keep the window open.
    remembered.update(() => state).catch(() => undefined)
  })
  attach(window)
  await window.loadURL(PAGE_URL)
  return window
}
