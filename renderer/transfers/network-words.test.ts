import { expect, test } from 'vitest'
import { nextTryWords, outageWords } from './network-words.ts'

const since = new Date(2026, 5, 1, 14, 2).getTime()
const wait = { host: 's3.example.com', since, nextTry: since + 12_000 }

test('who answers in place of the server is told with what to do about it', () => {
  expect(outageWords({ ...wait, instead: 'someone-else' }, 'en-GB')).toBe(
    'since 14:02, something else answers in place of s3.example.com. If the network wants you to sign in, as in a hotel, open any page in a browser.',
  )
  expect(outageWords({ ...wait, instead: 'untrusted' }, 'en-GB')).toMatch(/certificate.*Sign in/)
})

test('an outage tells who, since when, and when it is tried again', () => {
  expect(outageWords(wait, 'en-GB')).toBe('s3.example.com can’t be reached since 14:02.')
  expect(nextTryWords(wait, since + 500)).toBe('Next try in 12 s.')
  expect(nextTryWords(wait, since + 12_000)).toBe('Trying now.')
})
