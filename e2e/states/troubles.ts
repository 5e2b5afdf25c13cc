import { broken, failed } from './sample.ts'
import type { State } from './state.ts'

/** A folder that cannot be shown, for each reason there is. */
const refusals: readonly State[] = (
  [
    ['denied', failed('denied')],
    ['missing bucket', failed('no-such-bucket', { serverCode: 'NoSuchBucket', status: 404 })],
    ['not found', failed('not-found', { status: 404 })],
    ['wrong region', failed('wrong-region', { status: 301, region: 'eu-central-1' })],
    ['unreachable', failed('unreachable', { serverCode: 'ECONNREFUSED' })],
    ['timeout', failed('timeout')],
    ['certificate', failed('certificate', { serverCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' })],
    ['not S3', failed('not-s3', { status: 200 })],
    ['wrong key', failed('wrong-key', { serverCode: 'InvalidAccessKeyId' })],
    ['wrong secret', failed('wrong-secret', { serverCode: 'SignatureDoesNotMatch' })],
    ['expired credentials', failed('expired-credentials', { serverCode: 'ExpiredToken' })],
    ['no credentials', failed('no-credentials')],
    ['clock skew', failed('clock-skew', { serverCode: 'RequestTimeTooSkewed' })],
    ['throttled', failed('throttled', { serverCode: 'SlowDown', status: 503 })],
    ['server error', failed('server-error', { serverCode: 'InternalError', status: 500 })],
  ] as const
).map(([name, failure]) => ({ name, scenario: broken(failure), shows: failure.message }))

const offline: State = {
  name: 'offline',
  scenario: broken(failed('unreachable', { serverCode: 'ENOTFOUND' })),
  act: async page => {
    // Its icon comes after the page.
    await page.waitForLoadState('networkidle')
    await page.context().setOffline(true)
  },
  shows: 'This computer is offline',
}

export const troubles: readonly State[] = [...refusals, offline]
