import { basename } from 'node:path'
import { AppError } from '#shared/errors.ts'

/** Why a folder of this computer cannot be shown, in words. An AppError passes through. */
export function folderFailure(cause: unknown, path: string): unknown {
  if (cause instanceof AppError || !(cause instanceof Error) || !('code' in cause)) return cause
  const { happened, remedy } = wordsFor(String(cause.code))
  return new AppError(
    {
      code: 'local-file',
      message: `“${basename(path) || path}” ${happened}.`,
      remedy,
      subject: { path },
      details: { serverCode: String(cause.code), serverMessage: cause.message },
    },
    { cause },
  )
}

/** A name that leads out of its folder, or to a link. */
export function notAChild(name: string): AppError {
  return new AppError({
    code: 'local-file',
    message: `“${name}” is not a folder in this folder.`,
    remedy: 'Links are shown, but not followed. Refresh to see what is there now.',
  })
}

function wordsFor(code: string): { happened: string; remedy: string } {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return {
        happened: 'may not be read',
        remedy: 'Check its permissions, or show another folder.',
      }
    case 'ENOENT':
      return {
        happened: 'is no longer there',
        remedy: 'Check that the folder or drive is still there, or go up.',
      }
    case 'ENOTDIR':
      return { happened: 'is not a folder', remedy: 'Go up, or show another folder.' }
    default:
      return { happened: `could not be read (${code})`, remedy: 'Check the disk, then try again.' }
  }
}
