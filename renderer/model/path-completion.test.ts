import { expect, test } from 'vitest'
import { completedUri, matching, stemOf } from './path-completion.ts'

test.each([
  ['', { type: 'bucket', stem: '' }],
  ['s3:', { type: 'bucket', stem: '' }],
  ['s3://', { type: 'bucket', stem: '' }],
  ['S3://no', { type: 'bucket', stem: 'no' }],
  ['no', { type: 'bucket', stem: 'no' }],
  ['s3://notes/', { type: 'context', bucket: 'notes', folder: '', stem: '' }],
  ['s3://notes/a//b c', { type: 'context', bucket: 'notes', folder: 'a//', stem: 'b c' }],
  ['notes/a/', { type: 'context', bucket: 'notes', folder: 'a/', stem: '' }],
  ['https://notes.s3.amazonaws.com/a', undefined],
  ['arn:aws:s3:::notes/a', undefined],
  ['pail://open?id=1', undefined],
])('what can complete “%s”', (text, expected) => {
  expect(stemOf(text)).toEqual(expected)
})

test('a suggestion replaces what was typed of it', () => {
  expect(completedUri({ type: 'bucket', stem: 'no' }, 'notes')).toBe('s3://notes/')
  const context = { type: 'context', bucket: 'notes', folder: 'a/', stem: 'b' } as const
  expect(completedUri(context, 'a/bird/')).toBe('s3://notes/a/bird/')
})

test('what begins with the stem comes first, whatever its case', () => {
  expect(matching(['old-logs', 'Logs', 'log', 'photos'], 'log')).toEqual([
    'Logs',
    'log',
    'old-logs',
  ])
  expect(matching(['b', 'a'], '')).toEqual(['b', 'a'])
})
