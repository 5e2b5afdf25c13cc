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
      item('New Tab', 'new-tab', 'CommandOrControl+T'),
      item('Reopen Closed Tab', 'reopen-tab', 'CommandOrControl+Shift+T'),
      line,
      item('Open', 'open'),
      item('Open in a New Tab', 'open-in-tab', 'CommandOrControl+Enter'),
      item('Open in Its Program', 'open-external', 'CommandOrControl+Shift+O'),
      item('Edit Text…', 'edit-text', 'F4'),
      item('New Folder…', 'new-folder', 'CommandOrControl+N'),
      line,
      item('Upload Files…', 'upload-files', 'CommandOrControl+U'),
      item('Upload a Folder…', 'upload-folder', 'CommandOrControl+Shift+U'),
      item('Download…', 'download', 'CommandOrControl+D'),
      item('Download as ZIP…', 'download-zip'),
      item('Drag Out…', 'drag-out'),
      item('Mirror Folder…', 'mirror'),
      line,
      item('Rename', 'rename', 'F2'),
      item('Properties', 'properties', 'CommandOrControl+I'),
      item('Calculate Size', 'calculate-size', 'CommandOrControl+Shift+I'),
      item('Delete…', 'delete', mac ? 'Command+Backspace' : 'Delete'),
      line,
      item('Add a Profile…', 'add-profile'),
      item('Edit Profile…', 'edit-profile'),
      item('Open the Playground', 'open-playground'),
      line,
      item('Close Tab', 'close-tab', 'CommandOrControl+W'),
      item('Close Other Tabs', 'close-other-tabs'),
      ...(mac
        ? [{ role: 'close', accelerator: 'Command+Shift+W' } as const]
        : [settings, line, { role: 'quit' } as const]),
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
      item('Duplicate', 'duplicate', 'CommandOrControl+Shift+D'),
      item('Copy to…', 'copy-to'),
      item('Move to…', 'move-to', 'CommandOrControl+Shift+M'),
      line,
      {
        label: 'Copy As',
        submenu: [
          item('Name', 'copy-name'),
          item('Key', 'copy-key'),
          item('s3:// URI', 'copy-uri', 'CommandOrControl+Shift+C'),
          item('https URL', 'copy-url'),
          item('ARN', 'copy-arn'),
          item('AWS CLI Command', 'copy-command'),
        ],
      },
      item('Copy pail:// Link', 'copy-link', 'CommandOrControl+Shift+L'),
      line,
      // On a Mac text fields take this key from the menu.
      mac ? { role: 'selectAll' } : item('Select All', 'select-all', 'CommandOrControl+A'),
      item('Invert Selection', 'invert-selection', 'Alt+I'),
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      item('As a List', 'view-list', 'CommandOrControl+1'),
      item('As Icons', 'view-grid', 'CommandOrControl+2'),
      item('Folders First', 'toggle-folders-first'),
      item('Names in Byte Order', 'toggle-byte-order'),
      // Without its key: the menu would take Space from everything that is typed.
      item('Quick Look', 'quick-look'),
      line,
      item('Refresh', 'refresh', 'CommandOrControl+R'),
      item('Filter', 'filter', 'CommandOrControl+F'),
      item('Search Inside…', 'search', 'CommandOrControl+Shift+F'),
      item('Show in Its Folder', 'show-in-folder'),
      line,
      item('Preview', 'toggle-preview', 'Alt+P'),
      item('Second Pane', 'toggle-pane', 'F3'),
      item('Other Pane', 'next-pane', 'F6'),
      item('Copy to the Other Pane', 'copy-beside', 'Alt+C'),
      item('Move to the Other Pane', 'move-beside', 'Alt+M'),
      item('Show a Local Folder Beside…', 'show-local', 'Shift+F3'),
      line,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      line,
      { role: 'togglefullscreen' },
    ],
  }
  const transfers: MenuItemConstructorOptions = {
    label: '&Transfers',
    submenu: [
      item('Pause All', 'pause-transfers'),
      item('Resume All', 'resume-transfers'),
      line,
      item('Try the Network Again Now', 'try-network'),
      line,
      item('Verify a Receipt…', 'verify-receipt'),
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
      line,
      item('Next Tab', 'next-tab', 'Control+Tab'),
      item('Previous Tab', 'previous-tab', 'Control+Shift+Tab'),
      item('Command Palette…', 'palette', 'CommandOrControl+K'),
      line,
      item('Add to Favorites', 'add-favorite', 'CommandOrControl+B'),
      item('Recent Places…', 'recent-places', 'CommandOrControl+E'),
      item('Clear Recent Places', 'clear-recents'),
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
    ? [pail, file, edit, view, transfers, go, { role: 'windowMenu' }, help]
    : [file, edit, view, transfers, go, help]
}
