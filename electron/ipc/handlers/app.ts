import type { AppInfo } from '#shared/ipc/methods/app.ts'
import type { AreaHandlers } from '../handler.ts'
import { platformName } from '../platform-name.ts'

export interface AppHandlersOptions {
  readonly info: Omit<AppInfo, 'platform'>
}

export function appHandlers({ info }: AppHandlersOptions): AreaHandlers<'app'> {
  return {
    'app.info': () => ({ ...info, platform: platformName(process.platform) }),
  }
}
