import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { PailLink } from '#shared/addresses/pail-link.ts'
import { handOver, watchInbox } from './link-inbox.ts'

const link: PailLink = { profile: 'Work', bucket: 'notes', prefix: 'a/../ü/', select: 'b c' }

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'pail-inbox-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

test('the Pail that runs gets a link whole, and nothing of it stays', async () => {
  const data = await folder()
  const got: PailLink[] = []
  onTestFinished(await watchInbox(data, one => got.push(one)))
  expect(await handOver(data, link)).toBe(true)
  await vi.waitFor(() => expect(got).toEqual([link]))
  expect(await readdir(join(data, 'links'))).toEqual([])
})

test('what is no link opens nothing', async () => {
  const data = await folder()
  const got: PailLink[] = []
  onTestFinished(await watchInbox(data, one => got.push(one)))
  await writeFile(join(data, 'links', 'x.link'), 'pail://run?profile=Work&bucket=notes')
  await vi.waitFor(async () => expect(await readdir(join(data, 'links'))).toEqual([]))
  expect(got).toEqual([])
})

test('a Pail that does not answer leaves the link to nobody', async () => {
  const data = await folder()
  expect(await handOver(data, link)).toBe(false)
  expect(await readdir(join(data, 'links'))).toEqual([])
})
