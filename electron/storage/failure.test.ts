import { describe, expect, test } from 'vitest'
import { AppError } from '#shared/errors.ts'
import type { Attempt } from './attempt.ts'
import { failureOf, failureOfCode, regionHint } from './failure.ts'

const attempt: Attempt = {
  does: 'store “a.txt” in the bucket “photos”',
  permission: 's3:PutObject',
  subject: { profile: 'Work', endpoint: 'https://s3.example.com', bucket: 'photos', key: 'a.txt' },
}

const ofNode = (code: string) => Object.assign(new Error(`${code} happened`), { code })
const ofServer = (name: string, httpStatusCode: number, more = {}) =>
  Object.assign(new Error('said the server'), { name, $metadata: { httpStatusCode }, ...more })

describe('what Node says', () => {
  test.each([
    ['ENOTFOUND', 'unreachable'],
    ['EAI_AGAIN', 'unreachable'],
    ['ECONNREFUSED', 'unreachable'],
    ['ECONNRESET', 'unreachable'],
    ['EPIPE', 'unreachable'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['ETIMEDOUT', 'timeout'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
    ['CERT_HAS_EXPIRED', 'certificate'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'certificate'],
    ['HPE_INVALID_CONSTANT', 'not-s3'],
  ])('%s is “%s”', (code, expected) => {
    expect(failureOf(ofNode(code), attempt).code).toBe(expected)
  })

  test('a name with several addresses, none of which answers, is unreachable', () => {
    const all = new AggregateError([ofNode('ECONNREFUSED'), ofNode('ECONNREFUSED')])
    expect(failureOf(Object.assign(all, { code: 'ECONNREFUSED' }), attempt).code).toBe(
      'unreachable',
    )
    expect(failureOf(all, attempt).code).toBe('unreachable')
  })

  test('a reset stays a reset although the SDK calls it a timeout', () => {
    const error = Object.assign(ofNode('ECONNRESET'), { name: 'TimeoutError' })
    expect(failureOf(error, attempt).code).toBe('unreachable')
  })
})

describe('what a server says', () => {
  test.each([
    ['InvalidObjectState', 403, 'archived'],
    ['KeyTooLongError', 400, 'invalid'],
    ['EntityTooLarge', 400, 'too-large'],
    ['QuotaExceeded', 403, 'too-large'],
    ['BadDigest', 400, 'corrupted'],
    ['TokenRefreshRequired', 400, 'expired-credentials'],
    ['NoSuchKey', 404, 'not-found'],
    ['MethodNotAllowed', 405, 'not-supported'],
    ['OperationAborted', 409, 'changed-meanwhile'],
    ['NeverHeardOf', 403, 'denied'],
    ['NeverHeardOf', 429, 'throttled'],
    ['NeverHeardOf', 599, 'server-error'],
  ])('%s (%i) is “%s”', (name, status, expected) => {
    expect(failureOf(ofServer(name, status), attempt).code).toBe(expected)
  })

  test('a failed precondition is a conflict or a change, by what was meant', () => {
    const error = ofServer('PreconditionFailed', 412)
    expect(failureOf(error, attempt).code).toBe('changed-meanwhile')
    expect(failureOf(error, { ...attempt, conflict: 'already-exists' }).failure).toMatchObject({
      code: 'already-exists',
      message: '“a.txt” exists already in the bucket “photos”.',
    })
  })

  test('the region is known from the body and from the header of a redirect', () => {
    expect(regionHint(ofServer('AuthorizationHeaderMalformed', 400, { Region: 'eu-west-1' }))).toBe(
      'eu-west-1',
    )
    const redirect = { $response: { headers: { 'x-amz-bucket-region': 'us-west-2' } } }
    expect(regionHint(ofServer('PermanentRedirect', 301, redirect))).toBe('us-west-2')
  })

  test('details keep what the server said, and the words name what it is about', () => {
    const { failure } = failureOf(ofServer('AccessDenied', 403), attempt)
    expect(failure).toEqual({
      code: 'denied',
      message: 'The profile “Work” is not allowed to store “a.txt” in the bucket “photos”.',
      remedy: 'Ask whoever manages the account for the permission s3:PutObject.',
      subject: attempt.subject,
      details: { serverCode: 'AccessDenied', serverMessage: 'said the server', status: 403 },
    })
  })
})

test('a failure that came as data reads like one that was thrown', () => {
  expect(failureOfCode('AccessDenied', 'no', attempt).code).toBe('denied')
  expect(failureOfCode(undefined, undefined, attempt).code).toBe('server-error')
})

test('our own errors pass untouched, and a defect is not blamed on the server', () => {
  const own = new AppError({ code: 'read-only', message: 'No.', remedy: 'Do not.' })
  expect(failureOf(own, attempt)).toBe(own)
  expect(failureOf(new TypeError('undefined is not a function'), attempt).code).toBe('internal')
})
