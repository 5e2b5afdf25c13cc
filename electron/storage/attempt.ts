import type { FailureSubject } from '#shared/errors.ts'

/** What was being done when something failed, in the words and names that its message needs. */
export interface Attempt {
  /** Completes "Pail could not …": `list the folder “a/” in the bucket “photos”`. */
  readonly does: string
  /** The IAM action that allows it, such as `s3:ListBucket`. */
  readonly permission: string
  readonly subject: FailureSubject
  /** What a failed precondition (412, 409) means here. */
  readonly conflict?: 'already-exists' | 'changed-meanwhile' | undefined
}

/** What is known of a failure besides its code; all of it as the server or Node said it. */
export interface Evidence {
  readonly serverCode?: string | undefined
  readonly serverMessage?: string | undefined
  readonly status?: number | undefined
  readonly requestId?: string | undefined
  readonly host?: string | undefined
  readonly region?: string | undefined
}
