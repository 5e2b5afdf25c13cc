import { AppError } from '#shared/errors.ts'

/** Why the keychain cannot be used; the words of a `KeychainStatus` that is not `ready`. */
export type KeychainTrouble = 'absent' | 'locked' | 'hung'

/**
 * The keychain's trouble in the words of the operating system the user sits at. `said` is what
 * the system itself said; it goes into the details, never a secret with it.
 */
export function keychainFailure(
  trouble: KeychainTrouble,
  said?: string,
  platform: NodeJS.Platform = process.platform,
): AppError {
  const words = WORDS[platform === 'darwin' || platform === 'win32' ? platform : 'linux'][trouble]
  return new AppError({
    code: `keychain-${trouble}`,
    message: words.message,
    remedy: `${words.remedy}, or keep the secret for this session only.`,
    details: said === undefined ? {} : { serverMessage: said },
  })
}

interface Words {
  readonly message: string
  readonly remedy: string
}

const WORDS: Record<'linux' | 'darwin' | 'win32', Record<KeychainTrouble, Words>> = {
  linux: {
    absent: {
      message: 'No keyring runs on this computer, so the secret cannot be kept safely.',
      remedy:
        'Start GNOME Keyring or KWallet (on Debian and Ubuntu: apt install gnome-keyring libsecret-1-0), then try again',
    },
    locked: {
      message: 'The keyring of this computer is locked, or was never set up.',
      remedy:
        'Unlock it with your login password (in "Passwords and Keys" or KWallet), then try again',
    },
    hung: {
      message: 'The keyring of this computer does not answer.',
      remedy:
        'Look for a password window behind the others, or log out and in again, then try again',
    },
  },
  darwin: {
    absent: {
      message: 'The macOS keychain cannot be used, so the secret cannot be kept safely.',
      remedy: 'Open Keychain Access, check that the login keychain is there, then try again',
    },
    locked: {
      message: 'The macOS keychain is locked, or did not let Pail in.',
      remedy: 'Unlock the login keychain in Keychain Access and allow Pail, then try again',
    },
    hung: {
      message: 'The macOS keychain does not answer.',
      remedy: 'Look for a keychain window behind the others, then try again',
    },
  },
  win32: {
    absent: {
      message:
        'The Windows Credential Manager cannot be used, so the secret cannot be kept safely.',
      remedy: 'Start the service "Credential Manager", then try again',
    },
    locked: {
      message: 'The Windows Credential Manager did not let Pail in.',
      remedy: 'Sign in to Windows with your own account, not over SSH, then try again',
    },
    hung: {
      message: 'The Windows Credential Manager does not answer.',
      remedy: 'Restart the service "Credential Manager", then try again',
    },
  },
}
