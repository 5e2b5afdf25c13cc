import { access, constants, mkdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join, normalize } from 'node:path'
import { AppError } from '#shared/errors.ts'

export interface DownloadFoldersOptions {
  /** The folder of the settings; empty: the user's Downloads folder. */
  readonly chosen: () => string
  /** The user's own Downloads folder. */
  readonly downloads: string
  /** Only in the browser shell, where no native dialog exists, may the page name a folder. */
  readonly mayBeTyped: boolean
}

/** Decides which local folders downloads may go to. */
export class DownloadFolders {
  readonly #options: DownloadFoldersOptions
  readonly #picked = new Set<string>()

  constructor(options: DownloadFoldersOptions) {
    this.#options = options
  }

  /** Where downloads go unless another folder is picked. */
  standard(): string {
    return this.#options.chosen() || this.#options.downloads
  }

  /** The user picked this folder in a native dialog: from now on it may be set as the standard. */
  picked(path: string): void {
    this.#picked.add(path)
  }

  /**
   * Takes a folder that the user typed. One that is to be written to is made when it is missing.
   * `~/` is the home folder.
   *
   * @returns the absolute path.
   * @throws AppError `not-supported` in the desktop shell, `invalid` for a relative path,
   * `local-file` when it can't be made or written; when it is to be read, and is not there.
   */
  async typed(text: string, use: 'read' | 'write' = 'write'): Promise<string> {
    if (!this.#options.mayBeTyped) throw notTyped()
    const path = absolute(text)
    try {
      if (use === 'write') await mkdir(path, { recursive: true })
      if (!(await stat(path)).isDirectory()) throw new Error('it is a file')
      await access(path, use === 'write' ? constants.W_OK : constants.R_OK)
    } catch (cause) {
      throw use === 'write' ? unusable(path, cause) : unreadable(path, cause)
    }
    return path
  }

  /**
   * Whether the settings may name this folder.
   *
   * @throws AppError `invalid` when the user did not pick it (desktop) or it is not absolute.
   */
  check(path: string): void {
    if (path === '' || path === this.standard() || this.#picked.has(path)) return
    if (!this.#options.mayBeTyped) throw notTyped()
    if (!isAbsolute(path)) throw relative(path)
  }
}

function absolute(text: string): string {
  const path = text === '~' || /^~[\\/]/.test(text) ? join(homedir(), text.slice(1)) : text
  if (!isAbsolute(path) || path.includes('\0')) throw relative(text)
  return normalize(path)
}

function relative(path: string): AppError {
  return new AppError({
    code: 'invalid',
    message: `"${path}" is not a whole path.`,
    remedy: 'Write the path from its root on, such as ~/Downloads.',
  })
}

function notTyped(): AppError {
  return new AppError({
    code: 'not-supported',
    message: 'The download folder can only be chosen in the folder dialog.',
    remedy: 'Pick the folder in the dialog.',
  })
}

function unusable(path: string, cause: unknown): AppError {
  const init = {
    code: 'local-file',
    message: `Pail cannot write to the folder "${path}".`,
    remedy: 'Choose a folder that you may write to.',
    subject: { path },
  } as const
  return new AppError(init, { cause })
}

function unreadable(path: string, cause: unknown): AppError {
  const init = {
    code: 'local-file',
    message: `There is no folder "${path}" that Pail can read.`,
    remedy: 'Check how it is written, and that its drive is there.',
    subject: { path },
  } as const
  return new AppError(init, { cause })
}
