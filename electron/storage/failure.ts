import { AppError, type FailureCode } from '#shared/errors.ts'
import type { Attempt, Evidence } from './attempt.ts'
import { remedyOf, sentenceOf } from './failure-words.ts'
import { NotAnS3Answer } from './not-an-s3-answer.ts'

/**
 * Translates what the SDK, Node or a server said into a failure with words. This folder's one place
 * that knows S3's and Node's error names. Errors that are already ours pass as they are.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function failureOf(error: unknown, attempt: Attempt): AppError {
  if (error instanceof AppError) return error
  const evidence = evidenceOf(error)
  return translated(codeOf(error, evidence, attempt), evidence, attempt, error)
}

/** The same for a failure that came as data: one key of a DeleteObjects answer. */
export function failureOfCode(
  serverCode: string | undefined,
  serverMessage: string | undefined,
  attempt: Attempt,
): AppError {
  const evidence = { serverCode, serverMessage }
  return translated(
    byServerCode(serverCode, attempt) ?? 'server-error',
    evidence,
    attempt,
    undefined,
  )
}

/** Whether a failed HEAD may have a better reason, which only the body of a GET could tell. */
export function isMute(error: unknown): boolean {
  if (error instanceof AppError || error instanceof NotAnS3Answer) return false
  const { status = 0, serverCode } = evidenceOf(error)
  const silent = !serverCode || /^(Unknown|UnknownError|NotFound|Forbidden|\d+)$/.test(serverCode)
  return silent && [400, 403, 404, 501].includes(status)
}

/** The region a server says it is, or its bucket is in; only from a redirect or a refusal. */
export function regionHint(error: unknown): string | undefined {
  return evidenceOf(error).region
}

function translated(
  code: FailureCode,
  evidence: Evidence,
  attempt: Attempt,
  cause: unknown,
): AppError {
  const details = Object.fromEntries(
    Object.entries(evidence).filter(([, value]) => value !== undefined && value !== ''),
  )
  return new AppError(
    {
      code,
      message: sentenceOf(code, attempt, evidence),
      remedy: remedyOf(code, attempt, evidence),
      subject: attempt.subject,
      details,
    },
    { cause },
  )
}

const SERVER_CODES: Readonly<Record<string, FailureCode>> = {
  InvalidAccessKeyId: 'wrong-key',
  // Spoken by some S3-compatible servers for an unknown key.
  NoSuchAccessKey: 'wrong-key',
  InvalidSecurity: 'wrong-key',
  SignatureDoesNotMatch: 'wrong-secret',
  ExpiredToken: 'expired-credentials',
  InvalidToken: 'expired-credentials',
  TokenRefreshRequired: 'expired-credentials',
  CredentialsProviderError: 'no-credentials',
  TokenProviderError: 'no-credentials',
  CredentialsNotSupported: 'no-credentials',
  RequestTimeTooSkewed: 'clock-skew',
  RequestExpired: 'clock-skew',
  AccessDenied: 'denied',
  AllAccessDisabled: 'denied',
  AccountProblem: 'denied',
  InvalidPayer: 'denied',
  PermanentRedirect: 'wrong-region',
  TemporaryRedirect: 'wrong-region',
  AuthorizationHeaderMalformed: 'wrong-region',
  IllegalLocationConstraintException: 'wrong-region',
  SlowDown: 'throttled',
  Throttling: 'throttled',
  ThrottlingException: 'throttled',
  TooManyRequests: 'throttled',
  RequestLimitExceeded: 'throttled',
  ServiceUnavailable: 'throttled',
  InternalError: 'server-error',
  NoSuchBucket: 'no-such-bucket',
  NoSuchKey: 'not-found',
  NoSuchVersion: 'not-found',
  NotFound: 'not-found',
  // The multipart upload was taken away while its parts were on the way.
  NoSuchUpload: 'changed-meanwhile',
  InvalidObjectState: 'archived',
  MethodNotAllowed: 'not-supported',
  NotImplemented: 'not-supported',
  XNotImplemented: 'not-supported',
  KeyTooLongError: 'invalid',
  KeyTooLong: 'invalid',
  InvalidBucketName: 'invalid',
  InvalidURI: 'invalid',
  InvalidArgument: 'invalid',
  InvalidRange: 'invalid',
  InvalidRequest: 'invalid',
  MalformedXML: 'invalid',
  MetadataTooLarge: 'invalid',
  EntityTooSmall: 'invalid',
  EntityTooLarge: 'too-large',
  QuotaExceeded: 'too-large',
  BadDigest: 'corrupted',
  InvalidDigest: 'corrupted',
  IncompleteBody: 'corrupted',
  XAmzContentSHA256Mismatch: 'corrupted',
  XAmzContentChecksumMismatch: 'corrupted',
  RequestTimeout: 'timeout',
}

const NODE_CODES: Readonly<Record<string, FailureCode>> = {
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  ECONNABORTED: 'unreachable',
  EPIPE: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
  EPROTO: 'certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  HOSTNAME_MISMATCH: 'certificate',
}

function codeOf(error: unknown, evidence: Evidence, attempt: Attempt): FailureCode {
  if (error instanceof NotAnS3Answer) return 'not-s3'
  const node = nodeCodeOf(error)
  const byNode = node && byNodeCode(node)
  if (byNode) return byNode
  const { serverCode, status, region } = evidence
  const byCode = byServerCode(serverCode, attempt)
  if (byCode === 'wrong-region' && serverCode === 'AuthorizationHeaderMalformed' && !region) {
    return 'invalid'
  }
  if (byCode) return byCode
  if (error instanceof Error && /checksum mismatch/i.test(error.message)) return 'corrupted'
  const byStatus = status === undefined ? undefined : codeOfStatus(status, attempt)
  if (byStatus) return byStatus
  // The SDK read an answer and could not make sense of it.
  if (status !== undefined && status < 300) return 'not-s3'
  return 'internal'
}

function byServerCode(code: string | undefined, attempt: Attempt): FailureCode | undefined {
  if (code === undefined) return undefined
  if (code === 'PreconditionFailed' || code === 'ConditionalRequestConflict') {
    return attempt.conflict ?? 'changed-meanwhile'
  }
  if (code === 'OperationAborted') return 'changed-meanwhile'
  return SERVER_CODES[code]
}

function byNodeCode(code: string): FailureCode | undefined {
  if (code.startsWith('ERR_TLS') || code.startsWith('ERR_SSL') || code.startsWith('CERT_')) {
    return 'certificate'
  }
  // Node's HTTP parser: the other side does not speak HTTP.
  if (code.startsWith('HPE_')) return 'not-s3'
  return NODE_CODES[code]
}

function codeOfStatus(status: number, attempt: Attempt): FailureCode | undefined {
  if (status === 301 || status === 307) return 'wrong-region'
  if (status >= 300 && status < 400) return 'not-s3'
  if (status === 401 || status === 403) return 'denied'
  if (status === 404) return 'not-found'
  if (status === 409 || status === 412) return attempt.conflict ?? 'changed-meanwhile'
  if (status === 405 || status === 411 || status === 501) return 'not-supported'
  if (status === 413) return 'too-large'
  if (status === 429 || status === 503) return 'throttled'
  if (status >= 500) return 'server-error'
  return status >= 400 ? 'invalid' : undefined
}

function evidenceOf(error: unknown): Evidence {
  if (error instanceof NotAnS3Answer) return { status: error.status, serverMessage: error.message }
  const metadata = property(error, '$metadata')
  const headers = property(property(error, '$response'), 'headers')
  const status = property(metadata, 'httpStatusCode')
  const name = textOf(property(error, 'Code')) ?? textOf(property(error, 'name'))
  const known = status !== undefined || (name !== undefined && name in SERVER_CODES)
  return {
    serverCode: known ? name : nodeCodeOf(error),
    serverMessage: messageOf(error),
    status: typeof status === 'number' ? status : undefined,
    requestId: textOf(property(metadata, 'requestId')),
    host: textOf(property(error, 'hostname')) ?? textOf(property(error, 'host')),
    region: textOf(property(error, 'Region')) ?? textOf(property(headers, 'x-amz-bucket-region')),
  }
}

/** Node's code, also of the first of several addresses that were all tried in vain. */
function nodeCodeOf(error: unknown): string | undefined {
  const own = textOf(property(error, 'code'))
  if (own !== undefined && own in NODE_CODES) return own
  const inner = error instanceof AggregateError ? error.errors[0] : property(error, 'cause')
  return (inner === undefined ? undefined : nodeCodeOf(inner)) ?? own
}

/** Without the SDK's placeholder for a message that was not there. */
function messageOf(error: unknown): string | undefined {
  const message = textOf(property(error, 'message'))
  return message === 'UnknownError' ? undefined : message?.split('\n')[0]
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
