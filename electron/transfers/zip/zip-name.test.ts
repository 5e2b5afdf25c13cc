import { expect, test } from 'vitest'
import { freeZipName, zipName } from './zip-name.ts'

const logs = { profileId: 'p', bucket: 'b', prefix: 'data/logs/' }
const root = { ...logs, prefix: '' }

test('a zip is called as the one item in it, else as the folder or the bucket', () => {
  const of = (location: typeof logs, keys: string[], prefixes: string[]) =>
    zipName(location, { keys, prefixes }, 'linux')
  expect(of(logs, [], ['data/logs/2026/'])).toBe('2026.zip')
  expect(of(logs, ['data/logs/a.txt'], [])).toBe('a.txt.zip')
  expect(of(logs, ['data/logs/a', 'data/logs/b'], [])).toBe('logs.zip')
  expect(of(logs, [], ['data/logs/'])).toBe('logs.zip')
  expect(of(root, [], [''])).toBe('b.zip')
  expect(of(root, ['..'], [])).toBe('%2E%2E.zip')
  expect(of(root, [], ['//'])).toBe('b.zip')
})

test('a long name leaves room for a number', async () => {
  const taken = new Set<string>()
  const wanted = zipName(root, { keys: ['ä'.repeat(400)], prefixes: [] }, 'linux')
  taken.add(wanted)
  const free = await freeZipName(wanted, async name => taken.has(name))
  expect(free).toMatch(/ \(2\)\.zip$/)
  expect(Buffer.byteLength(free)).toBeLessThanOrEqual(255)
})
