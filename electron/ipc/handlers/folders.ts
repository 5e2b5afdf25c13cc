import type { DownloadFolders } from '../../settings/download-folders.ts'
import type { LocalHandles } from '../../transfers/local-handles.ts'
import type { AreaHandlers } from '../handler.ts'

export interface FoldersHandlersOptions {
  readonly handles: LocalHandles
  readonly downloadFolders: DownloadFolders
}

export function foldersHandlers(options: FoldersHandlersOptions): AreaHandlers<'folders'> {
  const { handles, downloadFolders } = options
  return {
    'folders.default': (_input, { client }) =>
      handles.addFolder(client, downloadFolders.standard()),
    'folders.use': async ({ path, use }, { client }) =>
      handles.addFolder(client, await downloadFolders.typed(path, use)),
  }
}
