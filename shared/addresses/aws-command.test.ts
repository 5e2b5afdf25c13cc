import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { awsCommand, quoted } from './aws-command.ts'
import { objectUrl } from './object-url.ts'

const profile = {
  endpoint: { type: 'aws' },
  region: 'eu-west-1',
  addressing: 'auto',
  credentials: { type: 'keys', accessKeyId: 'AKIAEXAMPLE' },
} as const
const lab = {
  ...profile,
  endpoint: { type: 'custom', url: 'https://s3.lab.example/base/' },
} as const

test('the command says what the CLI needs to know of the profile, and no key', () => {
  expect(awsCommand(profile, 'notes', 'a/b.txt', 'posix')).toBe(
    'aws s3 cp s3://notes/a/b.txt . --region eu-west-1',
  )
  const named = { ...lab, credentials: { type: 'aws-profile', name: 'my team' } } as const
  expect(awsCommand(named, 'notes', 'my logs/', 'posix')).toBe(
    "aws s3 cp 's3://notes/my logs/' './my logs/' --recursive --endpoint-url https://s3.lab.example/base/ --region eu-west-1 --profile 'my team'",
  )
  const open = { ...profile, credentials: { type: 'anonymous' } } as const
  expect(awsCommand(open, 'notes', '', 'posix')).toBe(
    'aws s3 ls s3://notes/ --region eu-west-1 --no-sign-request',
  )
})

test('a folder with the name of another place is fetched into the current one', () => {
  expect(awsCommand(profile, 'notes', 'a/../', 'posix')).toContain(' . --recursive')
})

test('odd keys stay one word', () => {
  expect(quoted("it's $HOME", 'posix')).toBe("'it'\\''s $HOME'")
  expect(quoted('a\nb\\', 'posix')).toBe("$'a\\012b\\\\'")
  expect(quoted("it's ‘so’", 'powershell')).toBe("'it''s ‘‘so’’'")
})

test.skipIf(process.platform === 'win32')('a shell reads every word as it was', () => {
  const word = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .filter(text => !text.includes('\0'))
  fc.assert(
    fc.property(
      fc.array(fc.oneof(word, fc.constantFrom("'", '$(id)', '`id`', '!!', '\n', '*', '~', '\\'))),
      words => {
        const line = words.map(one => quoted(one, 'posix')).join(' ')
        const said = execFileSync('bash', ['-c', `printf '%s\\0' x ${line}`], { encoding: 'utf8' })
        expect(said).toBe(['x', ...words, ''].join('\0'))
      },
    ),
    { seed: 20261125, numRuns: 60 },
  )
})

test('the URL of a key is the one that the profile itself asks', () => {
  expect(objectUrl(profile, 'notes', 'a b/ü+.txt')).toBe(
    'https://notes.s3.eu-west-1.amazonaws.com/a%20b/%C3%BC%2B.txt',
  )
  expect(objectUrl(profile, 'my.notes', 'a')).toBe('https://s3.eu-west-1.amazonaws.com/my.notes/a')
  expect(objectUrl(lab, 'notes', 'a')).toBe('https://s3.lab.example/base/notes/a')
  expect(objectUrl({ ...lab, addressing: 'virtual-hosted' }, 'notes', 'a')).toBe(
    'https://notes.s3.lab.example/base/a',
  )
  expect(objectUrl({ ...profile, region: 'cn-north-1' }, 'notes', '')).toBe(
    'https://notes.s3.cn-north-1.amazonaws.com.cn/',
  )
})
