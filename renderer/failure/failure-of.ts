import { AppError, type Failure } from '#shared/errors.ts'

/** The failure in whatever was thrown: its own words, or those for a defect of the window. */
export function failureOf(error: unknown): Failure {
  if (error instanceof AppError) return error.failure
  return {
    code: 'internal',
    message: 'Something in this window went wrong.',
    remedy: 'Try again; if it persists, report it with the details.',
    subject: {},
    details: { serverMessage: error instanceof Error ? error.message : String(error) },
  }
}

/** Whether an error only says that the user, or a newer request, stopped it. */
export function isCanceled(error: unknown): boolean {
  return error instanceof AppError && error.code === 'canceled'
}
