import { expect, test } from 'vitest'
import { readAddress } from '#shared/addresses/read-address.ts'
import type { Profile } from '#shared/profile.ts'
import { copiedNotice, copyText } from './copy-text.ts'

const profile: Profile = {
  id: 'p1',
  label: 'Work & play',
  color: 'blue',
  endpoint: { type: 'aws' },
  region: 'eu-west-1',
  addressing: 'auto',
  credentials: { type: 'keys', accessKeyId: 'AKIAEXAMPLE' },
  readOnly: false,
}
const file = { bucket: 'notes', keyOrPrefix: 'a b/c.txt' }

test.each([
  ['copy-name', 'c.txt'],
  ['copy-key', 'a b/c.txt'],
  ['copy-uri', 's3://notes/a b/c.txt'],
  ['copy-url', 'https://notes.s3.us-east-2.amazonaws.com/a%20b/c.txt'],
  ['copy-arn', 'arn:aws:s3:::notes/a b/c.txt'],
  ['copy-command', "aws s3 cp 's3://notes/a b/c.txt' . --region us-east-2"],
  [
    'copy-link',
    'pail://open?profile=Work%20%26%20play&id=p1&bucket=notes&prefix=a%20b/&select=c.txt',
  ],
] as const)('%s', (id, expected) => {
  expect(copyText(id, { ...file, region: 'us-east-2' }, profile, 'posix')).toBe(expected)
})

test('a bucket is named by itself, and a profile by its link', () => {
  const bucket = { bucket: 'notes', keyOrPrefix: '' }
  expect(copyText('copy-name', bucket, profile, 'posix')).toBe('notes')
  const link = copyText('copy-link', { bucket: undefined, keyOrPrefix: '' }, profile, 'posix')
  expect(readAddress(link, [])).toMatchObject({
    address: { bucket: undefined, home: { id: 'p1', label: 'Work & play' } },
  })
})

test('the notice counts', () => {
  expect(copiedNotice('copy-key', 1)).toBe('Key copied')
  expect(copiedNotice('copy-arn', 3)).toBe('3 ARNs copied')
})
