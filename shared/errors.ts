import { z } from 'zod'

/**
 * Everything that can go wrong in a way Pail has words for. `internal` is the one code for a
 * defect of ours: it crosses to the window without stack or SDK text.
 */
export const FailureCode = z.enum([
  // The endpoint could not be reached, or not trusted
  'unreachable',
  'timeout',
  'certificate',
  'not-s3',
  // The endpoint said no
  'wrong-key',
  'wrong-secret',
  'expired-credentials',
  'no-credentials',
  'clock-skew',
  'denied',
  'wrong-region',
  'throttled',
  'server-error',
  // What was asked for
  'no-such-bucket',
  'not-found',
  'already-exists',
  'changed-meanwhile',
  'archived',
  'not-supported',
  'invalid',
  'too-large',
  'corrupted',
  // Pail's own rules and this computer
  'read-only',
  'no-such-profile',
  'keychain-absent',
  'keychain-locked',
  'keychain-hung',
  'local-file',
  'source-changed',
  'window-gone',
  'canceled',
  'internal',
])
export type FailureCode = z.infer<typeof FailureCode>

/** What the failure is about, so that a message can name it. */
export const FailureSubject = z.object({
  profile: z.string().optional(),
  endpoint: z.string().optional(),
  bucket: z.string().optional(),
  key: z.string().optional(),
  path: z.string().optional(),
})
export type FailureSubject = z.infer<typeof FailureSubject>

/** A failure as data: what crosses the IPC, what a transfer keeps, what a window shows. */
export const Failure = z.object({
  code: FailureCode,
  /** What happened, to what, in one plain sentence that ends with a full stop. */
  message: z.string(),
  /** What the user can do about it, in one plain sentence that ends with a full stop. */
  remedy: z.string(),
  subject: FailureSubject.default({}),
  /** For the folded "Details": what the server itself said. Never a secret. */
  details: z
    .object({
      serverCode: z.string().optional(),
      serverMessage: z.string().optional(),
      status: z.number().int().optional(),
      requestId: z.string().optional(),
      host: z.string().optional(),
      /** The region the server says the bucket lives in. */
      region: z.string().optional(),
    })
    .default({}),
})
export type Failure = z.infer<typeof Failure>

/** A failure to build an AppError from; subject and details may be left out. */
export type FailureInit = z.input<typeof Failure>

/**
 * The one error class that services throw on purpose: a {@link Failure} with a stack.
 *
 * @example throw new AppError({ code: 'read-only', message: '…', remedy: '…' })
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly failure: Failure

  constructor(init: FailureInit, options?: { cause?: unknown }) {
    super(init.message, options)
    this.failure = { ...init, subject: init.subject ?? {}, details: init.details ?? {} }
  }

  get code(): FailureCode {
    return this.failure.code
  }

  get remedy(): string {
    return this.failure.remedy
  }
}
