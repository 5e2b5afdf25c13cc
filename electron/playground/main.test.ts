import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pail-playground-main-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

test('prints one line of JSON and stops cleanly when asked to', async () => {
  const playground = start('--data', folder)
  const [line] = await once(playground.stdout, 'data')
  const { endpoint, ...keys } = JSON.parse(String(line))
  expect(Object.keys(keys)).toEqual(['region', 'accessKeyId', 'secretAccessKey'])
  const { status } = await fetch(endpoint)
  expect(status).toBe(403)
  playground.kill('SIGTERM')
  const [code, signal] = await once(playground, 'exit')
  // Windows has no signals to catch: there, SIGTERM ends a process at once.
  const expected = process.platform === 'win32' ? [null, 'SIGTERM'] : [0, null]
  expect([code, signal]).toEqual(expected)
})

test.each([
  [['--port', 'many'], '--port takes a number'],
  [['--port', '70000'], '--port takes a number'],
  [['--folder', 'x'], "Unknown option '--folder'"],
  [['--data', ''], '--data takes a folder'],
  [['--latency', 'much'], '--latency takes milliseconds'],
  [['--rate', 'fast'], '--rate takes bytes a second'],
  [['--loss', '100'], '--loss takes percent'],
  [['--tls-key', 'key.pem'], '--tls-key and --tls-cert each take a PEM file'],
  [['--tls-key', 'no.pem', '--tls-cert', 'no.pem'], "no such file or directory, open 'no.pem'"],
])('says what is wrong with %j', async (flags, complaint) => {
  const playground = start(...flags)
  const [said, [code]] = await Promise.all([text(playground.stderr), once(playground, 'exit')])
  expect(said).toContain(complaint)
  expect(said).toContain('Usage: npm run playground')
  expect(code).toBe(1)
})

function start(...flags: string[]): ChildProcessByStdio<null, Readable, Readable> {
  const main = join(import.meta.dirname, 'main.ts')
  return spawn(process.execPath, [main, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })
}
