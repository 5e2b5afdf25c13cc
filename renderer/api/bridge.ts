import type { BRIDGE, Bridge } from '#shared/ipc/bridge.ts'
import { createBrowserBridge } from './browser-bridge.ts'

declare global {
  interface Window {
    [BRIDGE]?: Bridge<File>
  }
}

let made: Bridge<File> | undefined

/** The door to the main process: the desktop shell's own, or one over a WebSocket in a browser. */
export function bridge(): Bridge<File> {
  made ??= window.pail ?? createBrowserBridge()
  return made
}
