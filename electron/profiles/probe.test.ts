import { describe, expect, test } from 'vitest'
import { AppError, type FailureCode } from '#shared/errors.ts'
import type { ProfileDraft } from '#shared/profile.ts'
import type { Bucket, ObjectPage } from '#shared/s3.ts'
import { type ProbeTarget, probeProfile } from './probe.ts'

const draft = (fields: Partial<ProfileDraft> = {}): ProfileDraft => ({
  label: 'Archive',
  color: 'blue',
  endpoint: { type: 'custom', url: 'https://s3.example.com:9000/base' },
  region: 'us-east-1',
  addressing: 'auto',
  credentials: { type: 'keys', accessKeyId: 'AKIAEXAMPLE' },
  readOnly: false,
  ...fields,
})

const START = { bucket: 'team', prefix: 'reports/' }

function failure(code: FailureCode): AppError {
  return new AppError({ code, message: `It was ${code}.`, remedy: 'Do something.' })
}

/** A server that answers as told; counts what is left open. */
function server(answers: { buckets: Bucket[] | AppError; page?: ObjectPage | AppError }) {
  const state = { open: 0, requests: [] as string[] }
  const give = async <T>(answer: T | AppError): Promise<T> => {
    if (answer instanceof AppError) throw answer
    return answer
  }
  const connect = async (): Promise<ProbeTarget> => {
    state.open += 1
    return {
      listBuckets: () => {
        state.requests.push('buckets')
        return give(answers.buckets)
      },
      storage: bucket => ({
        listPage: ({ prefix }) => {
          state.requests.push(`${bucket}/${prefix}`)
          return give(answers.page ?? { objects: [], commonPrefixes: [] })
        },
      }),
      close: () => {
        state.open -= 1
      },
    }
  }
  return { state, connect }
}

async function results(profile: ProfileDraft, at: ReturnType<typeof server>) {
  const { ok, steps } = await probeProfile({ profile, connect: at.connect })
  expect(steps.map(step => step.name)).toEqual([
    'reach',
    'credentials',
    'list-buckets',
    'start-location',
  ])
  expect(at.state.open).toBe(0)
  return { ok, results: steps.map(step => step.result).join(' '), steps }
}

describe('a profile that works', () => {
  test('is told with what was found', async () => {
    const buckets = Array.from({ length: 12 }, (_, index) => ({ name: `bucket-${index}` }))
    const page = { objects: [], commonPrefixes: ['reports/2026/'] }
    const tried = await results(draft({ start: START }), server({ buckets, page }))
    expect(tried.ok).toBe(true)
    expect(tried.steps.map(step => step.finding)).toEqual([
      's3.example.com:9000 answers.',
      'The access key AKIAEXAMPLE is accepted.',
      'Found 12 buckets.',
      's3://team/reports/ opens.',
    ])
  })

  test('without a start location is asked one thing only', async () => {
    const at = server({ buckets: [{ name: 'only' }] })
    const tried = await results(draft(), at)
    expect(tried.results).toBe('ok ok ok skipped')
    expect(tried.steps[2]?.finding).toBe('Found 1 bucket.')
    expect(at.state.requests).toEqual(['buckets'])
  })

  test('may be empty', async () => {
    const tried = await results(draft({ start: START }), server({ buckets: [] }))
    expect(tried.steps[2]?.finding).toBe('There are no buckets yet.')
    expect(tried.steps[3]?.finding).toBe('s3://team/reports/ opens; nothing is in it yet.')
  })
})

describe('credentials that may not list buckets', () => {
  const denied = failure('denied')

  test('are fine, with the advice to set a start bucket', async () => {
    const tried = await results(draft(), server({ buckets: denied }))
    expect(tried).toMatchObject({ ok: true, results: 'ok ok skipped skipped' })
    expect(tried.steps[2]?.finding).toContain('Set a start bucket')
  })

  test('are fine when the start location opens', async () => {
    const tried = await results(draft({ start: START }), server({ buckets: denied }))
    expect(tried).toMatchObject({ ok: true, results: 'ok ok skipped ok' })
  })

  test('are not when the start location does not open either', async () => {
    const at = server({ buckets: denied, page: failure('no-such-bucket') })
    const tried = await results(draft({ start: START }), at)
    expect(tried).toMatchObject({ ok: false, results: 'ok skipped skipped failed' })
    expect(tried.steps[3]?.failure?.code).toBe('no-such-bucket')
  })

  test('are none at all for a public bucket', async () => {
    const anonymous = draft({ credentials: { type: 'anonymous' }, start: START })
    const tried = await results(anonymous, server({ buckets: denied }))
    expect(tried).toMatchObject({ ok: true, results: 'ok ok skipped ok' })
    expect(tried.steps[1]?.finding).toBe('None are sent, as the profile says.')
  })
})

describe('what goes wrong fails at its own step', () => {
  test.each([
    ['unreachable', 'failed skipped skipped skipped'],
    ['timeout', 'failed skipped skipped skipped'],
    ['certificate', 'failed skipped skipped skipped'],
    ['not-s3', 'failed skipped skipped skipped'],
    ['wrong-key', 'ok failed skipped skipped'],
    ['wrong-secret', 'ok failed skipped skipped'],
    ['expired-credentials', 'ok failed skipped skipped'],
    ['clock-skew', 'ok failed skipped skipped'],
    ['no-credentials', 'ok failed skipped skipped'],
    ['server-error', 'ok skipped failed skipped'],
    ['wrong-region', 'ok skipped failed skipped'],
  ] as const)('%s: %s', async (code, expected) => {
    const tried = await results(draft(), server({ buckets: failure(code) }))
    expect(tried).toMatchObject({ ok: false, results: expected })
    const step = tried.steps.find(({ result }) => result === 'failed')
    expect(step).toMatchObject({ finding: `It was ${code}.`, failure: { code } })
  })

  test('a locked keychain fails the credentials, before anything is sent', async () => {
    const connect = async () => {
      throw failure('keychain-locked')
    }
    const { ok, steps } = await probeProfile({ profile: draft(), connect })
    expect(ok).toBe(false)
    expect(steps.map(step => step.result)).toEqual(['skipped', 'failed', 'skipped', 'skipped'])
  })
})

test('a canceled test rejects and leaves nothing open', async () => {
  const at = server({ buckets: [] })
  const canceled = new AbortController()
  const connect = async () => {
    const target = await at.connect()
    return {
      ...target,
      listBuckets: async () => {
        canceled.abort()
        throw failure('canceled')
      },
    }
  }
  await expect(probeProfile({ profile: draft(), connect }, canceled.signal)).rejects.toThrow()
  expect(at.state.open).toBe(0)
})

test('a defect of ours is not dressed up as a failed step', async () => {
  const connect = async () => {
    throw new TypeError('ours')
  }
  await expect(probeProfile({ profile: draft(), connect })).rejects.toThrow(TypeError)
})
