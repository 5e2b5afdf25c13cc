import type { MenuItemConstructorOptions } from 'electron'

/** Sends the window a command, named as the action it stands for. */
export type SendCommand = (command: string) => void

/**
 * The application menu as each system expects it. The window handles its own keys, so outside
 * macOS the shortcuts are only shown; a Mac takes keys from its menu when the page leaves them.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  send: SendCommand,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  const item = (label: string, command: string, accelerator?: string) => ({
    label,
    click: () => send(command),
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: mac }),
  })
  const line: MenuItemConstructorOptions = { type: 'separator' }
  const settings = item('Settings…', 'settings', 'CommandOrControl+,')

  const pail: MenuItemConstructorOptions = {
    label: 'Pail',
    submenu: [
      { role: 'about' },
      line,
      settings,
      line,
      { role: 'services' },
      line,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      line,
      { role: 'quit' },
    ],
  }
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      item('Open', 'open'),
      item('New Folder…', 'new-folder', 'CommandOrControl+N'),
      line,
      item('Upload Files…', 'upload-files', 'CommandOrControl+U'),
      item('Upload a Folder…', 'upload-folder', 'CommandOrControl+Shift+U'),
      item('Download…', 'download', 'CommandOrControl+D'),
      line,
      item('Properties', 'properties', 'CommandOrControl+I'),
      item('Delete…', 'delete', mac ? 'Command+Backspace' : 'Delete'),
      line,
      item('Add a Profile…', 'add-profile'),
      item('Edit Profile…', 'edit-profile'),
      item('Open the Playground', 'open-playground'),
      line,
      ...(mac ? [{ role: 'close' } as const] : [settings, line, { role: 'quit' } as const]),
    ],
  }
  const edit: MenuItemConstructorOptions = {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      line,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      item('Copy s3:// URI', 'copy-uri', 'CommandOrControl+Shift+C'),
      line,
      // On a Mac text fields take this key from the menu.
      mac ? { role: 'selectAll' } : item('Select All', 'select-all', 'CommandOrControl+A'),
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      item('Refresh', 'refresh', 'CommandOrControl+R'),
      item('Filter', 'filter', 'CommandOrControl+F'),
      line,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      line,
      { role: 'togglefullscreen' },
    ],
  }
  const go: MenuItemConstructorOptions = {
    label: '&Go',
    submenu: [
      item('Back', 'back', mac ? 'Command+[' : 'Alt+Left'),
      item('Forward', 'forward', mac ? 'Command+]' : 'Alt+Right'),
      item('Up', 'up', mac ? 'Command+Up' : 'Alt+Up'),
      line,
      item('Go to…', 'focus-path', 'CommandOrControl+L'),
    ],
  }
  const help: MenuItemConstructorOptions = {
    role: 'help',
    label: '&Help',
    submenu: [
      item('Keyboard Shortcuts', 'help', 'F1'),
      ...(mac ? [] : [line, { role: 'about' } as const]),
    ],
  }
  return mac
    ? [pail, file, edit, view, go, { role: 'windowMenu' }, help]
    : [file, edit, view, go, help]
}
