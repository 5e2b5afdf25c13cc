import type { Session } from 'electron'
import { PAGE_ORIGIN } from './page-origin.ts'

/**
 * Denies the page everything that a browser would ask about (Electron's default is to allow it),
 * but for writing text to the clipboard after a click, which "Copy s3:// URI" needs.
 */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, decide, { requestingUrl }) => {
    decide(isCopying(permission) && isOurs(requestingUrl ?? contents?.getURL()))
  })
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => isCopying(permission) && isOurs(origin),
  )
  session.setDevicePermissionHandler(() => false)
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  session.on('will-download', event => event.preventDefault())
  for (const event of ['select-hid-device', 'select-serial-port', 'select-usb-device'] as const) {
    // Each of the three has types of its own for the same two arguments.
    session.on(event as 'select-serial-port', (chosen, _list, _contents, answer) => {
      chosen.preventDefault()
      answer('')
    })
  }
}

function isCopying(permission: string): boolean {
  return permission === 'clipboard-sanitized-write'
}

function isOurs(url: string | undefined): boolean {
  return url === PAGE_ORIGIN || (url?.startsWith(`${PAGE_ORIGIN}/`) ?? false)
}
