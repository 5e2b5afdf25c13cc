import { describe, expect, test } from 'vitest'
import { type Failure, FailureCode } from '#shared/errors.ts'
import type { Place } from './navigation.ts'
import { failureDetails, troubleOf } from './trouble.ts'

const buckets: Place = { type: 'profile', profileId: 'p' }
const folder: Place = {
  type: 'folder',
  location: { profileId: 'p', bucket: 'b', prefix: 'a/' },
}
const failure = (code: FailureCode, more: Partial<Failure> = {}): Failure => ({
  code,
  message: '',
  remedy: '',
  subject: {},
  details: {},
  ...more,
})

describe('a place that cannot be shown', () => {
  test('has words for every failure', () => {
    for (const code of FailureCode.options) {
      expect(troubleOf(failure(code), folder, true).title).not.toBe('')
    }
  })

  test('asks for a bucket by name when buckets may not be listed', () => {
    expect(troubleOf(failure('denied'), buckets, true).ways[0]).toBe('type-bucket')
    expect(troubleOf(failure('denied'), folder, true).ways).not.toContain('type-bucket')
  })

  test('offers the right region only when the server named it', () => {
    const named = failure('wrong-region', { details: { region: 'eu-west-1' } })
    expect(troubleOf(named, folder, true).ways[0]).toBe('set-region')
    expect(troubleOf(failure('wrong-region'), folder, true).ways[0]).toBe('edit-profile')
  })

  test('does not blame the endpoint when the computer is offline', () => {
    expect(troubleOf(failure('unreachable'), folder, false).title).toMatch(/offline/)
  })

  test('shows only facts that are known', () => {
    const details = { serverCode: 'NoSuchBucket', status: 404 }
    expect(failureDetails(failure('no-such-bucket', { details }))).toEqual([
      { label: 'Code', value: 'no-such-bucket' },
      { label: 'Server code', value: 'NoSuchBucket' },
      { label: 'HTTP status', value: '404' },
    ])
  })
})
