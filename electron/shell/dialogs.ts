import { app, type BrowserWindow, dialog, shell } from 'electron'
import type { Shell } from '../ipc/shell.ts'

/** The desktop shell's dialogs, on the window that is open, and its way to other programs. */
export function desktopDialogs(window: () => BrowserWindow | undefined): Shell {
  const open = async (options: Electron.OpenDialogOptions): Promise<readonly string[]> => {
    const parent = window()
    if (parent === undefined) return []
    const { canceled, filePaths } = await dialog.showOpenDialog(parent, options)
    return canceled ? [] : filePaths
  }
  return {
    kind: 'desktop',
    pickFiles: type =>
      open({
        title: type === 'files' ? 'Upload files' : 'Upload a folder',
        buttonLabel: 'Upload',
        properties: [type === 'files' ? 'openFile' : 'openDirectory', 'multiSelections'],
      }),
    pickFolder: async () => {
      const [path] = await open({
        title: 'Download to',
        buttonLabel: 'Download here',
        properties: ['openDirectory', 'createDirectory'],
      })
      return path
    },
    openPath: async path => (await shell.openPath(path)) || undefined,
    startDrag: async path => {
      // What the file looks like in a file manager; macOS drags nothing without a picture.
      const icon = await app.getFileIcon(path, { size: 'normal' })
      window()?.webContents.startDrag({ file: path, icon })
    },
  }
}
