import { AppError, type Failure } from '#shared/errors.ts'

/** What is noted of an item that the user left out. */
export const SKIPPED_BY_USER = 'You left it out.'

/** Why a turn ends when the user leaves its item out. */
export class Skipped extends Error {
  override readonly name = 'Skipped'
}

/** Why an item can't be left out any more. */
export function tooLate(): AppError {
  return new AppError({
    code: 'invalid',
    message: 'This item is on its way already, together with others.',
    remedy: 'Cancel the transfer to stop what has not been done.',
  })
}

/** Why nothing can be left out of what becomes one file. */
export function allOrNone(): AppError {
  return new AppError({
    code: 'invalid',
    message: 'Nothing can be left out of a zip that is being made.',
    remedy: 'Cancel it, and make one of what you want.',
  })
}

/** A failure as data; what is no AppError is a defect of ours. */
export function failureOf(error: unknown): Failure {
  if (error instanceof AppError) return error.failure
  const cause = error instanceof Error ? error : undefined
  return new AppError(
    {
      code: 'internal',
      message: 'Something went wrong in Pail while it moved this item.',
      remedy: 'Retry; if it stays, report it.',
      details: cause ? { serverMessage: cause.message } : {},
    },
    { cause },
  ).failure
}
