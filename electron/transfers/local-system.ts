import type { LocalSystem } from '#shared/local-names.ts'

/** The rules for file names of this computer. */
export function localSystem(): LocalSystem {
  switch (process.platform) {
    case 'win32':
      return 'windows'
    case 'darwin':
      return 'mac'
    default:
      return 'linux'
  }
}
