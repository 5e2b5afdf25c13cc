import { expect, test } from 'vitest'
import { type MarkSystem, markOrigin } from './mark-origin.ts'

function recording(platform: NodeJS.Platform, failure?: Error) {
  const done: unknown[] = []
  const note = async (...what: unknown[]) => {
    done.push(what)
    if (failure) throw failure
  }
  const system: MarkSystem = { platform, write: note, run: note }
  return { system, done }
}

test('Windows gets the Mark of the Web as a stream of the file', async () => {
  const { system, done } = recording('win32')
  await markOrigin('C:\\d\\setup.exe', system)
  const text = '[ZoneTransfer]\r\nZoneId=3\r\n'
  expect(done).toEqual([['C:\\d\\setup.exe:Zone.Identifier', text]])
})

test('macOS gets quarantine, by its own program and without a shell', async () => {
  const { system, done } = recording('darwin')
  await markOrigin('/d/-x; rm *.app', system)
  const mark = expect.stringMatching(/^0081;[0-9a-f]{8};Pail;[0-9A-F-]{36}$/)
  const args = ['-w', 'com.apple.quarantine', mark, '/d/-x; rm *.app']
  expect(done).toEqual([['/usr/bin/xattr', args]])
})

test('Linux has no such mark', async () => {
  const { system, done } = recording('linux')
  await markOrigin('/d/x', system)
  expect(done).toEqual([])
})

test.each(['win32', 'darwin'] as const)(
  'a disk of %s without marks is no failure',
  async platform => {
    const refusal = Object.assign(new Error('Operation not supported'), { code: 'ENOTSUP' })
    await markOrigin('/d/x', recording(platform, refusal).system)
    await expect(
      markOrigin('/d/x', recording(platform, new Error('defect')).system),
    ).rejects.toThrow()
  },
)
