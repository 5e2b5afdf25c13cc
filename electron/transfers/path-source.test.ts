import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DEFAULT_UPLOAD_RULES, type UploadRules } from '#shared/upload-rules.ts'
import { PathSource } from './path-source.ts'
import type { SourceItem } from './upload-source.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-source-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

function itemsOf(...paths: string[]): Promise<SourceItem[]> {
  return itemsBy({}, ...paths)
}

async function itemsBy(rules: Partial<UploadRules>, ...paths: string[]): Promise<SourceItem[]> {
  const all = { ...DEFAULT_UPLOAD_RULES, ...rules }
  const items: SourceItem[] = []
  for await (const item of new PathSource(paths).items(new AbortController().signal, all))
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

test('a folder that a pattern leaves out is told once and not walked', async () => {
  await mkdir(join(folder, 'app/node_modules/left'), { recursive: true })
  await writeFile(join(folder, 'app/node_modules/left/pad.js'), '')
  await writeFile(join(folder, 'app/.DS_Store'), '')
  await writeFile(join(folder, 'app/main.js'), '')
  expect(await itemsBy({ leaveOut: ['node_modules'] }, join(folder, 'app'))).toMatchObject([
    { type: 'problem', relativePath: 'app/.DS_Store' },
    { type: 'file', relativePath: 'app/main.js' },
    { type: 'problem', relativePath: 'app/node_modules' },
  ])
})

test.skipIf(process.platform === 'win32')(
  'links are followed inside of what was dropped, never round in a loop and never out of it',
  async () => {
    const tree = join(folder, 'tree')
    await mkdir(join(tree, 'real/deep'), { recursive: true })
    await mkdir(join(folder, 'tree-beside'))
    await writeFile(join(tree, 'real/a.txt'), 'a')
    await symlink('real/a.txt', join(tree, 'file'))
    await symlink('real', join(tree, 'folder'))
    await symlink('..', join(tree, 'real/deep/loop'))
    await symlink('/etc/hostname', join(tree, 'out'))
    await symlink('../tree-beside', join(tree, 'beside'))
    await symlink('nothing', join(tree, 'dangling'))
    const items = await itemsBy({ links: 'follow' }, tree)
    const told = items.map(item => [
      item.relativePath,
      item.type === 'problem' ? item.reason : item.type,
    ])
    const loop = 'It is a link to a folder that it is in.'
    const out = 'It is a link that leads out of what was dropped.'
    expect(told).toEqual([
      ['tree/beside', out],
      ['tree/dangling', 'It is a link that leads nowhere.'],
      ['tree/file', 'file'],
      ['tree/folder/a.txt', 'file'],
      ['tree/folder/deep/loop', loop],
      ['tree/out', out],
      ['tree/real/a.txt', 'file'],
      ['tree/real/deep/loop', loop],
    ])
  },
)

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
