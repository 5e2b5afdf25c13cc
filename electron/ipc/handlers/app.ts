import type { AppInfo } from '#shared/ipc/contract.ts'
import type { Credentials } from '../../credentials/credentials.ts'
import type { AreaHandlers } from '../handler.ts'
import { platformName } from '../platform-name.ts'

export interface AppHandlersOptions {
  readonly credentials: Credentials
  readonly info: Omit<AppInfo, 'keychain' | 'platform'>
}

export function appHandlers({ credentials, info }: AppHandlersOptions): AreaHandlers<'app'> {
  return {
    'app.info': async () => ({
      ...info,
      platform: platformName(process.platform),
      keychain: await credentials.status(),
    }),
  }
}
