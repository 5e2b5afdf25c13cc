import { expect, test } from 'vitest'
import { nextTryWords, outageWords } from './network-words.ts'

const since = new Date(2026, 5, 1, 14, 2).getTime()
const wait = { host: 's3.example.com', since, nextTry: since + 12_000 }

test('an outage tells who, since when, and when it is tried again', () => {
  expect(outageWords(wait, 'en-GB')).toBe('s3.example.com can’t be reached since 14:02.')
  expect(nextTryWords(wait, since + 500)).toBe('Next try in 12 s.')
  expect(nextTryWords(wait, since + 12_000)).toBe('Trying now.')
})
