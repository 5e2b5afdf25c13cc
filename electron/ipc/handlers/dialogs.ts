import { AppError } from '#shared/errors.ts'
import type { DownloadFolders } from '../../settings/download-folders.ts'
import type { LocalHandles } from '../../transfers/local-handles.ts'
import type { AreaHandlers } from '../handler.ts'
import type { Shell } from '../shell.ts'

export interface DialogsHandlersOptions {
  readonly shell: Shell
  readonly handles: LocalHandles
  readonly downloadFolders: DownloadFolders
}

/** What the user picks in a native dialog reaches the window only as a handle. */
export function dialogsHandlers(options: DialogsHandlersOptions): AreaHandlers<'dialogs'> {
  const { shell, handles, downloadFolders } = options
  return {
    'dialogs.pickFiles': async ({ type }, { client }) => {
      if (shell.kind !== 'desktop') throw noDialogs()
      const paths = await shell.pickFiles(type, client)
      return paths.length === 0 ? {} : { handle: handles.addPaths(client, [...paths]) }
    },
    'dialogs.pickFolder': async (_input, { client }) => {
      if (shell.kind !== 'desktop') throw noDialogs()
      const path = await shell.pickFolder(client)
      if (path === undefined) return {}
      downloadFolders.picked(path)
      return { folder: handles.addFolder(client, path) }
    },
  }
}

function noDialogs(): AppError {
  return new AppError({
    code: 'not-supported',
    message: 'A page in a browser cannot open the native dialogs of this computer.',
    remedy: "Use the page's own upload button, or type the folder's path.",
  })
}
