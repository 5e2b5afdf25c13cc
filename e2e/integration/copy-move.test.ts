import { PutObjectCommand, type PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Location } from '#shared/location.ts'
import type { CopyMode } from '#shared/transfer.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { FileManager, never, noise } from './file-manager.ts'
import { connectTo, failureOfPromise, newBucket } from './storage-connection.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

async function room(objects: Readonly<Record<string, string>>) {
  const bucket = await newBucket(server)
  const storage = connectTo(server).storage(bucket)
  for (const [key, body] of Object.entries(objects)) {
    await storage.uploadFile({ file: body, fileName: key })
  }
  const app = new FileManager(storage, bucket)
  const contents = async () => {
    const found: Record<string, string> = {}
    for (const key of await app.keys()) {
      found[key] = Buffer.from(await storage.downloadFile({ fileName: key })).toString()
    }
    return found
  }
  return { app, storage, bucket, contents }
}

async function putWith(bucket: string, more: Partial<PutObjectCommandInput> & { Key: string }) {
  const { endpoint, region, accessKeyId, secretAccessKey } = server
  const credentials = { accessKeyId, secretAccessKey }
  const sdk = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  onTestFinished(() => sdk.destroy())
  await sdk.send(new PutObjectCommand({ Bucket: bucket, Body: 'x', ...more }))
}

const TREE = { 'a.txt': '1', 'd/': '', 'd/b.txt': '2', 'd/e/c.txt': '3', 'z/y': '4' }

describe('a copy', () => {
  test('of files and folders leaves the originals and counts what it did', async () => {
    const { app, contents } = await room(TREE)
    const plan = await app.planCopy('copy', { keys: ['a.txt'], prefixes: ['d/'] }, { to: 'z/' })
    expect(plan).toMatchObject({ kind: 'copy', items: 3, folders: 1, bytes: 3, conflictCount: 0 })
    const end = await app.run(plan)
    expect(end).toMatchObject({ itemsDone: 4, bytesDone: 3, state: { status: 'done' } })
    expect(end.to?.location.prefix).toBe('z/')
    const made = { 'z/a.txt': '1', 'z/d/': '', 'z/d/b.txt': '2', 'z/d/e/c.txt': '3' }
    expect(await contents()).toEqual({ ...TREE, ...made })
    expect([...app.changed]).toContain('z/d/e/')
  })

  test('beside its original gets the next free name, as a whole', async () => {
    const { app, contents } = await room({ 'a.txt': '1', 'a (2).txt': '2', 'd/b': '3' })
    const plan = await app.planCopy('copy', { keys: ['a.txt'], prefixes: ['d/'] }, { to: '' })
    expect(plan.conflictCount).toBe(0)
    await app.run(plan)
    const { 'a (3).txt': file, 'd (2)/b': inFolder } = await contents()
    expect([file, inFolder]).toEqual(['1', '3'])
  })

  test('asks about every name that is taken, and does what was answered', async () => {
    const taken = { 'a.txt': 'new', 'to/a.txt': 'old' }
    for (const [answer, expected] of [
      ['skip', taken],
      ['replace', { ...taken, 'to/a.txt': 'new' }],
      ['keep-both', { ...taken, 'to/a (2).txt': 'new' }],
    ] as const) {
      const { app, contents } = await room(taken)
      const plan = await app.planCopy('copy', { keys: ['a.txt'] }, { to: 'to/' })
      expect(plan.conflicts).toMatchObject([{ name: 'a.txt', target: 'to/a.txt' }])
      expect(() => app.transfers.start({ planId: plan.id })).toThrow('taken')
      await app.run(plan, answer)
      expect(await contents()).toEqual(expected)
    }
  })

  test('of an archived object says what to do first', async () => {
    const { app, bucket } = await room({})
    await putWith(bucket, { Key: 'old', StorageClass: 'GLACIER' })
    await putWith(bucket, { Key: 'cool', StorageClass: 'STANDARD_IA' })
    const plan = await app.planCopy('copy', { keys: ['old', 'cool'] }, { to: 'to/' })
    expect(plan).toMatchObject({ items: 1, problems: [{ name: 'old', effect: 'skipped' }] })
    expect(plan.problems[0]?.reason).toMatch('Restore it first')
    await app.run(plan)
    expect((await app.storage.head('to/cool')).storageClass).toBe('STANDARD_IA')
  })

  test('to a key that is too long is left out, and said', async () => {
    const { app } = await room({ 'a.txt': '1' })
    const to = `${'x'.repeat(1020)}/`
    const plan = await app.planCopy('copy', { keys: ['a.txt'] }, { to })
    expect(plan).toMatchObject({ items: 0, problemCount: 1 })
  })
})

describe('a move', () => {
  test('takes the originals away, folder markers too', async () => {
    const { app, contents } = await room(TREE)
    const plan = await app.planCopy('move', { keys: ['a.txt'], prefixes: ['d/'] }, { to: 'z/' })
    const end = await app.run(plan)
    expect(end).toMatchObject({ kind: 'move', itemsDone: 4, state: { status: 'done' } })
    const expected = { 'z/a.txt': '1', 'z/d/': '', 'z/d/b.txt': '2', 'z/d/e/c.txt': '3' }
    expect(await contents()).toEqual({ ...expected, 'z/y': '4' })
    expect([...app.changed]).toEqual(expect.arrayContaining(['', 'd/', 'z/d/']))
  })

  test('cannot mean into itself, onto itself, or over another of its own items', async () => {
    const { app, contents } = await room({ 'a/a/x': '1', 'a/x': '2', 'a/a/a/x': '3' })
    const into = app.planCopy('move', { prefixes: ['a/'] }, { to: 'a/a/' })
    expect(await failureOfPromise(into)).toMatchObject({
      code: 'invalid',
      message: 'The folder “a” cannot be moved into itself.',
    })
    const onto = app.planCopy('move', { prefixes: ['a/'] }, { to: '' })
    expect((await failureOfPromise(onto)).message).toMatch('in this folder already')
    const over = await app.planCopy('move', { prefixes: ['a/a/'] }, { from: 'a/', to: '' })
    expect(over.problems).toMatchObject([{ name: 'a/a/x', effect: 'skipped' }])
    await app.run(over, 'replace')
    expect(await contents()).toEqual({ 'a/a/a/x': '3', 'a/x': '1' })
  })

  test('that merges two folders meets a marker that is there', async () => {
    const { app, contents } = await room({ 'd/': '', 'd/x': '1', 'to/d/': '', 'to/d/y': '2' })
    const plan = await app.planCopy('move', { prefixes: ['d/'] }, { to: 'to/' })
    expect(plan.conflictCount).toBe(0)
    await app.run(plan)
    expect(await contents()).toEqual({ 'to/d/': '', 'to/d/x': '1', 'to/d/y': '2' })
  })
})

describe('a rename', () => {
  test('of a file or a folder is a move inside its folder', async () => {
    const { app, contents } = await room({ 'p/a.txt': '1', 'p/d/': '', 'p/d/e/f': '2' })
    const file = { from: 'p/', to: 'p/', name: 'b + ü.txt' }
    await app.run(await app.planCopy('move', { keys: ['p/a.txt'] }, file))
    const end = await app.run(
      await app.planCopy('move', { prefixes: ['p/d/'] }, { from: 'p/', to: 'p/', name: 'new' }),
    )
    expect(end.to).toMatchObject({ name: 'new' })
    expect(await contents()).toEqual({ 'p/b + ü.txt': '1', 'p/new/': '', 'p/new/e/f': '2' })
  })

  test('to a name that is taken, is the same, or is none is refused', async () => {
    const { app } = await room({ 'a.txt': '1', 'b.txt': '2', 'd/x': '3' })
    const rename = async (name: string) =>
      (await failureOfPromise(app.planCopy('move', { keys: ['a.txt'] }, { to: '', name }))).code
    expect(await rename('b.txt')).toBe('already-exists')
    expect(await rename('d')).toBe('already-exists')
    expect(await rename('a.txt')).toBe('invalid')
    expect(await rename('x/y')).toBe('invalid')
    expect(await rename('half \ud800')).toBe('invalid')
  })
})

describe('between two profiles', () => {
  async function two(objects: Readonly<Record<string, string | Buffer>>) {
    const other = await startPlaygroundServer()
    onTestFinished(() => other.stop())
    const here = { bucket: await newBucket(server), connection: connectTo(server) }
    const there = { bucket: await newBucket(other), connection: connectTo(other) }
    const from = here.connection.storage(here.bucket)
    const to = there.connection.storage(there.bucket)
    for (const [fileName, file] of Object.entries(objects)) {
      await from.uploadFile({ file, fileName })
    }
    return {
      here,
      from,
      to,
      place: (bucket: string, profileId: string): Location => ({ profileId, bucket, prefix: '' }),
      there,
    }
  }

  test('bytes, type, metadata and class go along, and the originals only afterwards', async () => {
    const big = noise(20 * 1024 * 1024 + 3, 9)
    const { here, there, from, to, place } = await two({ 'd/big': big })
    await putWith(here.bucket, {
      Key: 'd/small',
      ContentType: 'text/x-source',
      Metadata: { from: 'source' },
      StorageClass: 'STANDARD_IA',
      Tagging: 'a=1',
    })
    const app = new FileManager(from, here.bucket)
    app.buckets.set('other', to)
    for (const mode of ['copy', 'move'] satisfies CopyMode[]) {
      const target = { ...place(there.bucket, 'other'), prefix: `${mode}/` }
      const request = { from: place(here.bucket, 'test'), to: target, call: 'c' }
      const selection = { keys: [], prefixes: ['d/'] }
      const plan = await app.transfers.planner.copy(
        'window',
        { ...request, selection, mode },
        never(),
      )
      const end = await app.run(plan)
      expect(end).toMatchObject({ itemsDone: 2, bytesDone: big.length + 1 })
      expect(end.notKept).toBeUndefined()
      const copy = await to.downloadFile({ fileName: `${mode}/d/big` })
      expect(Buffer.from(copy).equals(big)).toBe(true)
      expect(await to.head(`${mode}/d/small`)).toMatchObject({
        contentType: 'text/x-source',
        metadata: { from: 'source' },
        storageClass: 'STANDARD_IA',
        tagCount: 1,
      })
    }
    expect(await from.listStoredFiles()).toEqual([])
  })

  test('that lead to one bucket, nothing is moved onto itself and lost', async () => {
    const { here, from, place } = await two({ 'a.txt': 'only one' })
    const app = new FileManager(from, here.bucket)
    app.buckets.set('other', connectTo(server).storage(here.bucket))
    const request = { from: place(here.bucket, 'test'), to: place(here.bucket, 'other') }
    const selection = { keys: ['a.txt'], prefixes: [] }
    const wish = { ...request, selection, mode: 'move' as const, call: 'c' }
    const end = await app.run(await app.transfers.planner.copy('window', wish, never()), 'replace')
    expect(end.failures).toMatchObject([{ failure: { code: 'invalid' } }])
    expect(Buffer.from(await from.downloadFile({ fileName: 'a.txt' })).toString()).toBe('only one')
  })
})
