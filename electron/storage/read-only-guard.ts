import type { S3Client } from '@aws-sdk/client-s3'
import { AppError } from '#shared/errors.ts'

type Plugin = Parameters<S3Client['middlewareStack']['use']>[0]

/** Refuses whatever is not GET or HEAD below every verb, so that no verb can forget to ask. */
export function readOnlyGuard(profileName: string): Plugin {
  return {
    applyToStack(stack) {
      stack.add(
        next => async args => {
          const method = methodOf(args)
          if (method === 'GET' || method === 'HEAD') return next(args)
          throw readOnly(profileName)
        },
        { step: 'build', priority: 'high', name: 'pailReadOnlyGuard' },
      )
    },
  }
}

/** Why nothing is changed with a profile. */
export function readOnly(profileName: string): AppError {
  return new AppError({
    code: 'read-only',
    message: `The profile “${profileName}” is read-only, so Pail changes nothing with it.`,
    remedy: 'Turn off “Read-only” in the profile if you want to change things there.',
    subject: { profile: profileName },
  })
}

function methodOf(args: object): unknown {
  const request: unknown = 'request' in args ? args.request : undefined
  return typeof request === 'object' && request && 'method' in request ? request.method : undefined
}
