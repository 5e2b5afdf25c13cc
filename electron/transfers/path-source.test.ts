import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PathSource } from './path-source.ts'
import type { SourceItem } from './upload-source.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-source-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function itemsOf(...paths: string[]): Promise<SourceItem[]> {
  const items: SourceItem[] = []
  for await (const item of new PathSource(paths).items(new AbortController().signal))
    items.push(item)
  return items
}

test('a folder is walked, with its name, and empty folders are kept', async () => {
  await mkdir(join(folder, 'tree/deep/empty'), { recursive: true })
  await writeFile(join(folder, 'tree/b.txt'), 'bb')
  await writeFile(join(folder, 'tree/deep/a.txt'), 'a')
  await writeFile(join(folder, 'alone.txt'), '')
  expect(await itemsOf(join(folder, 'tree'), join(folder, 'alone.txt'))).toMatchObject([
    { type: 'file', relativePath: 'tree/b.txt', size: 2 },
    { type: 'file', relativePath: 'tree/deep/a.txt', size: 1 },
    { type: 'empty-folder', relativePath: 'tree/deep/empty' },
    { type: 'file', relativePath: 'alone.txt', size: 0 },
  ])
})

test('what is gone is told with its reason', async () => {
  expect(await itemsOf(join(folder, 'gone'))).toEqual([
    { type: 'problem', relativePath: 'gone', reason: 'It is gone.' },
  ])
})

test.skipIf(process.platform === 'win32')(
  'links, pipes and sockets are told, never opened',
  async () => {
    await symlink(folder, join(folder, 'loop'))
    execFileSync('mkfifo', [join(folder, 'pipe')])
    const server = createServer().listen(join(folder, 'socket'))
    await new Promise(resolve => server.once('listening', resolve))
    const items = await itemsOf(join(folder, 'loop'), join(folder, 'pipe'), join(folder, 'socket'))
    server.close()
    expect(items).toMatchObject([
      { type: 'problem', relativePath: 'loop', reason: 'It is a link; links are not followed.' },
      { type: 'problem', relativePath: 'pipe', reason: 'It is a pipe, not a file.' },
      { type: 'problem', relativePath: 'socket', reason: 'It is a socket, not a file.' },
    ])
  },
)

test.runIf(process.platform === 'linux')(
  'a name that is not UTF-8 is told, not mangled',
  async () => {
    await writeFile(Buffer.concat([Buffer.from(`${folder}/bad`), Buffer.from([0xff])]), 'x')
    const [item] = await itemsOf(folder)
    expect(item).toMatchObject({ type: 'problem', reason: 'Its name is not valid UTF-8.' })
  },
)

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'what may not be read is told',
  async () => {
    await writeFile(join(folder, 'secret'), 'x')
    await chmod(join(folder, 'secret'), 0)
    expect(await itemsOf(join(folder, 'secret'))).toMatchObject([
      { type: 'problem', reason: 'You have no permission to read it.' },
    ])
  },
)
