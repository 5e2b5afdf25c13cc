import { app, type WebContents } from 'electron'
import { PAGE_URL } from './page-origin.ts'

/** Keeps every page of this process where it is: only a reload of Pail's own page may go on. */
export function denyNavigation(): void {
  app.on('web-contents-created', (_event, contents) => keepInPlace(contents))
}

function keepInPlace(contents: WebContents): void {
  contents.on('will-navigate', event => {
    if (event.url !== PAGE_URL || contents.getURL() !== PAGE_URL) event.preventDefault()
  })
  contents.on('will-frame-navigate', event => {
    if (!event.isMainFrame) event.preventDefault()
  })
  contents.on('will-redirect', event => event.preventDefault())
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
