import type { AppInfo } from '#shared/ipc/methods/app.ts'

/** The system as users call it; every Unix that is not a Mac behaves like Linux here. */
export function platformName(platform: NodeJS.Platform): AppInfo['platform'] {
  switch (platform) {
    case 'darwin':
      return 'mac'
    case 'win32':
      return 'windows'
    default:
      return 'linux'
  }
}
