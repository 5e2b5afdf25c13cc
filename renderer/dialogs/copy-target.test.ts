import { expect, test } from 'vitest'
import { targetOf, targetProblem } from './copy-target.ts'

test('a typed place is a bucket and a folder, with or without s3://', () => {
  expect(targetOf('p', 'b/x/y')).toEqual({ profileId: 'p', bucket: 'b', prefix: 'x/y/' })
  expect(targetOf('p', ' s3://b/x/')).toEqual({ profileId: 'p', bucket: 'b', prefix: 'x/' })
  expect(targetOf('p', 'b')).toEqual({ profileId: 'p', bucket: 'b', prefix: '' })
  expect(targetOf('p', '/x')).toBeUndefined()
})

test('a place that cannot be is told in a sentence', () => {
  const location = { profileId: 'p', bucket: 'b', prefix: 'a/' }
  const selection = { keys: ['a/x'], prefixes: ['a/d/'] }
  const problem = (path: string, readOnly = false) =>
    targetProblem({
      mode: 'move',
      location,
      selection,
      target: targetOf('p', path),
      profile: { label: 'Work', readOnly },
    })
  expect(problem('b/other/')).toBeUndefined()
  expect(problem('')).toBe('Write it as bucket/folder/.')
  expect(problem('b/a/')).toBe('They are in this folder already.')
  expect(problem('b/a/d/')).toBe('“d” cannot go into itself.')
  expect(problem(`b/${'x'.repeat(1022)}`)).toMatch('longer than S3 allows')
  expect(problem('b/other/', true)).toBe('The profile “Work” is read-only.')
})
