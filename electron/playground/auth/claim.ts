import { invalidArgument, S3Error } from '../s3-error.ts'
import type { S3Request } from '../s3-request.ts'

/** What a request says about its own signature, before anything is believed. */
export interface Claim {
  readonly type: 'header' | 'presigned'
  readonly accessKeyId: string
  /** The day, region, service and terminator of the credential scope. */
  readonly scope: { readonly date: string; readonly region: string; readonly service: string }
  readonly signedHeaders: readonly string[]
  readonly signature: string
  readonly longDate: string
  /** Seconds; presigned only. */
  readonly expires?: number
}

const ALGORITHM = 'AWS4-HMAC-SHA256'
const WEEK_SECONDS = 604_800

/**
 * Reads the claim from the Authorization header or the presigned query.
 *
 * @throws S3Error AccessDenied when the request is anonymous, or S3's own words when malformed
 */
export function readClaim(request: S3Request): Claim {
  const authorization = request.incoming.headers.authorization
  if (authorization !== undefined && request.has('X-Amz-Algorithm')) {
    throw invalidArgument(
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
      'Authorization',
      authorization,
    )
  }
  if (authorization !== undefined) return headerClaim(request, authorization)
  if (request.has('X-Amz-Algorithm') || request.presigned) return presignedClaim(request)
  if (request.has('AWSAccessKeyId') && request.has('Signature')) throw unsupportedMechanism()
  throw new S3Error('AccessDenied')
}

function headerClaim(request: S3Request, authorization: string): Claim {
  if (!authorization.startsWith(ALGORITHM)) throw unsupportedMechanism()
  const fields = new Map<string, string>()
  for (const field of authorization.slice(ALGORITHM.length).split(',')) {
    const equals = field.indexOf('=')
    fields.set(field.slice(0, equals).trim(), field.slice(equals + 1).trim())
  }
  const credential = fields.get('Credential')
  const signedHeaders = fields.get('SignedHeaders')
  const signature = fields.get('Signature')
  if (credential === undefined || signedHeaders === undefined || signature === undefined) {
    throw malformedHeader(
      'the authorization header requires three components: Credential, SignedHeaders, and Signature.',
    )
  }
  const date = request.incoming.headers['x-amz-date'] ?? request.incoming.headers.date
  return {
    type: 'header',
    ...readCredential(credential, malformedHeader),
    signedHeaders: signedHeaders.split(';'),
    signature,
    longDate: longDateOf(typeof date === 'string' ? date : ''),
  }
}

function presignedClaim(request: S3Request): Claim {
  const parameter = (name: string) => {
    const value = request.param(name)
    if (value === undefined || value === '') {
      throw malformedQuery(
        'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
      )
    }
    return value
  }
  if (parameter('X-Amz-Algorithm') !== ALGORITHM) {
    throw malformedQuery(`X-Amz-Algorithm only supports "${ALGORITHM}"`)
  }
  const expires = Number(parameter('X-Amz-Expires'))
  if (!Number.isInteger(expires)) throw malformedQuery('X-Amz-Expires should be a number')
  if (expires < 0) throw malformedQuery('X-Amz-Expires must be non-negative')
  if (expires > WEEK_SECONDS) {
    throw malformedQuery(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    )
  }
  const longDate = parameter('X-Amz-Date')
  if (!/^\d{8}T\d{6}Z$/.test(longDate)) {
    throw malformedQuery("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"")
  }
  return {
    type: 'presigned',
    ...readCredential(parameter('X-Amz-Credential'), malformedQuery),
    signedHeaders: parameter('X-Amz-SignedHeaders').split(';'),
    signature: parameter('X-Amz-Signature'),
    longDate,
    expires,
  }
}

function readCredential(
  credential: string,
  malformed: (message: string) => S3Error,
): Pick<Claim, 'accessKeyId' | 'scope'> {
  const parts = credential.split('/')
  const [terminator, service, region, date] = parts.slice(-4).reverse()
  const complete = parts.length >= 5 && terminator === 'aws4_request'
  if (!complete || date === undefined || region === undefined || service === undefined) {
    throw malformed(
      'the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    )
  }
  return { accessKeyId: parts.slice(0, -4).join('/'), scope: { date, region, service } }
}

/** SigV4 allows a plain `Date` header; both forms become `YYYYMMDDTHHMMSSZ`. */
function longDateOf(date: string): string {
  if (/^\d{8}T\d{6}Z$/.test(date)) return date
  const time = Date.parse(date)
  if (Number.isNaN(time)) {
    throw new S3Error('AccessDenied', {
      message: 'AWS authentication requires a valid Date or x-amz-date header',
    })
  }
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '')
}

function malformedHeader(message: string): S3Error {
  return new S3Error('AuthorizationHeaderMalformed', {
    message: `The authorization header is malformed; ${message}`,
  })
}

function malformedQuery(message: string): S3Error {
  return new S3Error('AuthorizationQueryParametersError', { message })
}

function unsupportedMechanism(): S3Error {
  return new S3Error('InvalidRequest', {
    message:
      'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
  })
}
