import { Menu } from 'electron'
import { menuTemplate, type SendCommand } from './menu-template.ts'

/** Puts the application menu up. */
export function showMenu(send: SendCommand): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, send)))
}
