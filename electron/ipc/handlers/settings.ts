import type { DownloadFolders } from '../../settings/download-folders.ts'
import type { SettingsStore } from '../../settings/settings-store.ts'
import type { AreaHandlers } from '../handler.ts'

export interface SettingsHandlersOptions {
  readonly settings: SettingsStore
  readonly downloadFolders: DownloadFolders
}

export function settingsHandlers(options: SettingsHandlersOptions): AreaHandlers<'settings'> {
  const { settings, downloadFolders } = options
  return {
    'settings.get': () => settings.settled(),
    'settings.change': patch => {
      if (patch.downloadFolder !== undefined) downloadFolders.check(patch.downloadFolder)
      return settings.change(patch)
    },
  }
}
