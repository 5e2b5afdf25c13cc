import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BadArgument, readCommandLine } from './command-line.ts'

test('without arguments a free port is taken, the page opened, the usual data folder used', () => {
  expect(readCommandLine([], true)).toEqual({
    playground: false,
    dataFolder: undefined,
    port: 0,
    open: true,
  })
})

test('every argument can be given, and the data folder becomes absolute', () => {
  const args = ['--port', '8123', '--no-open', '--playground', '--data-dir', 'data']
  expect(readCommandLine(args, true)).toEqual({
    playground: true,
    dataFolder: join(process.cwd(), 'data'),
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
