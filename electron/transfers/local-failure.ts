import { basename } from 'node:path'
import { AppError } from '#shared/errors.ts'

/** What the file system said, in words. An AppError passes through. */
export function localFailure(cause: unknown, path: string): unknown {
  if (cause instanceof AppError || !(cause instanceof Error) || !('code' in cause)) return cause
  const { happened, remedy } = wordsFor(String(cause.code))
  return new AppError(
    {
      code: 'local-file',
      message: `“${basename(path)}” ${happened}.`,
      remedy,
      subject: { path },
      details: { serverCode: String(cause.code), serverMessage: cause.message },
    },
    { cause },
  )
}

/** Whether a file system's error code says that nothing more fits on it. */
export function isDiskFull(code: string | undefined): boolean {
  return code === 'ENOSPC' || code === 'EDQUOT'
}

function wordsFor(code: string): { happened: string; remedy: string } {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { happened: 'does not fit on the disk', remedy: 'Free some space, then retry.' }
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return {
        happened: 'may not be read or written',
        remedy: 'Check its permissions, or choose another folder.',
      }
    case 'ENOENT':
      return { happened: 'is not there', remedy: 'Check that the folder or drive is still there.' }
    case 'ENAMETOOLONG':
      return {
        happened: 'has a path that is too long for this computer',
        remedy: 'Choose a folder nearer to the root of the drive.',
      }
    case 'ELOOP':
    case 'EEXIST':
    case 'EISDIR':
    case 'ENOTDIR':
      return {
        happened: 'is in the way, as a link, a file or a folder',
        remedy: 'Move it away, or choose another folder.',
      }
    default:
      return {
        happened: `could not be read or written (${code})`,
        remedy: 'Check the disk, then retry.',
      }
  }
}
