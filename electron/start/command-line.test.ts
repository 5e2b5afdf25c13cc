import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BadArgument, readCommandLine } from './command-line.ts'

test('without arguments a free port is taken, the page opened, the usual data folder used', () => {
  expect(readCommandLine([], true)).toEqual({
    playground: false,
    dataFolder: undefined,
    link: undefined,
    port: 0,
    open: true,
  })
})

test('every argument can be given, and the data folder becomes absolute', () => {
  const args = ['--port', '8123', '--no-open', '--playground', '--data-dir', 'data']
  expect(readCommandLine(args, true)).toEqual({
    playground: true,
    dataFolder: join(process.cwd(), 'data'),
    link: undefined,
    port: 8123,
    open: false,
  })
})

test('a wrong port and an unknown argument are refused in plain words', () => {
  for (const port of ['65536', 'http', '-1', '1e3']) {
    expect(() => readCommandLine([`--port=${port}`], true)).toThrow(BadArgument)
  }
  expect(() => readCommandLine(['--prot', '1'], true)).toThrow(BadArgument)
})

test('the desktop shell lets the arguments of Chromium through', () => {
  const args = ['.', '--no-sandbox', '--remote-debugging-port=0', '--playground']
  expect(readCommandLine(args, false).playground).toBe(true)
})

test('a pail:// link is the place to open; another word or half a link is refused', () => {
  const text = 'pail://open?profile=Work&bucket=notes&prefix=a/'
  const link = { profile: 'Work', bucket: 'notes', prefix: 'a/' }
  expect(readCommandLine([text], true).link).toEqual(link)
  expect(readCommandLine(['.', '--no-sandbox', '--', text], false).link).toEqual(link)
  expect(() => readCommandLine(['notes'], true)).toThrow(BadArgument)
  expect(() => readCommandLine(['pail://run?x'], true)).toThrow(/not whole/)
  expect(readCommandLine(['.', 'pail://run?x'], false).link).toBeUndefined()
})
