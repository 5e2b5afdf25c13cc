import { randomBytes } from 'node:crypto'
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { connectTo, failureOfPromise, httpServer, newBucket } from './storage-connection.ts'

const MiB = 1024 * 1024

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

/** The playground behind something that sees each answer first, and may hold it back. */
function behind(look: (request: IncomingMessage) => Promise<void>) {
  return httpServer((incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method, url, headers } = incoming
    const onward = httpRequest(server.endpoint + url, { method, headers }, async answer => {
      await look(incoming)
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
}

async function unfinishedUploads(bucket: string): Promise<number> {
  const { endpoint, region, ...credentials } = server
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }))
  client.destroy()
  return Uploads.length
}

describe('an abort', () => {
  test.each([undefined, 20 * MiB])(
    'while a multipart upload is being begun leaves none behind (a stream of %s bytes)',
    async size => {
      const bucket = await newBucket(server)
      const abort = new AbortController()
      const proxy = await behind(async ({ method }) => {
        if (method === 'POST') abort.abort(new Error('canceled'))
        if (method === 'POST') await new Promise(resolve => setTimeout(resolve, 100))
      })
      const storage = connectTo({ ...server, ...proxy }).storage(bucket)
      const body = Readable.from([randomBytes(20 * MiB)])
      const storing = storage.upload({ key: 'large', body, size }, abort.signal)
      await expect(storing).rejects.toThrow('canceled')
      expect(await unfinishedUploads(bucket)).toBe(0)
      expect(await storage.listStoredFiles()).toEqual([])
    },
  )

  test('while Pail finds out whether the server keeps conditions leaves no empty object', async () => {
    const stored = new Set<string>()
    const abort = new AbortController()
    const { endpoint } = await httpServer(({ method, url = '' }, answer) => {
      const key = url.split('?')[0] ?? ''
      if (method === 'PUT') {
        stored.add(key)
        abort.abort(new Error('canceled'))
        answer.setHeader('ETag', '"e"').end()
      } else if (method === 'DELETE') {
        stored.delete(key)
        answer.writeHead(204).end()
      } else if (stored.has(key)) answer.end()
      else
        answer.writeHead(404).end(method === 'HEAD' ? '' : '<Error><Code>NoSuchKey</Code></Error>')
    })
    const storage = connectTo({ endpoint }).storage('bucket')
    const body = Readable.from([Buffer.from('x')])
    const storing = storage.upload({ key: 'a', body, size: 1, ifNoneMatch: true }, abort.signal)
    await expect(storing).rejects.toThrow('canceled')
    expect([...stored]).toEqual([])
  })
})

describe('a stream of known length', () => {
  test.each([0, 1, 8 * MiB, 8 * MiB + 1, 17 * MiB + 3])('of %i bytes is whole', async size => {
    const storage = connectTo(server).storage(await newBucket(server))
    const bytes = randomBytes(size)
    const pieces: Buffer[] = []
    for (let at = 0; at < size; at += 65_521) pieces.push(bytes.subarray(at, at + 65_521))
    await storage.upload({ key: 'a', body: Readable.from(pieces), size })
    expect(Buffer.from(await storage.downloadFile({ fileName: 'a' })).equals(bytes)).toBe(true)
  })

  test.each([3 * MiB, 20 * MiB])('that is not that long is not stored (%i bytes)', async size => {
    const bucket = await newBucket(server)
    const storage = connectTo(server).storage(bucket)
    for (const length of [size - 1, size + 1]) {
      const body = Readable.from([randomBytes(length)])
      const failure = await failureOfPromise(storage.upload({ key: 'a', body, size }))
      expect(failure).toMatchObject({ code: 'source-changed', subject: { key: 'a' } })
      expect(body.destroyed).toBe(true)
    }
    expect(await storage.listStoredFiles()).toEqual([])
    expect(await unfinishedUploads(bucket)).toBe(0)
  })

  test('that fails before or while it is read is a failure with words, and leaves nothing', async () => {
    const bucket = await newBucket(server)
    const storage = connectTo(server).storage(bucket)
    const early = new Readable({ read: () => undefined })
    const storing = storage.upload({ key: 'a', body: early, size: 9, ifNoneMatch: true })
    early.destroy(new Error('The page is gone'))
    expect((await failureOfPromise(storing)).subject).toMatchObject({ key: 'a' })
    const late = Readable.from(
      (async function* () {
        yield randomBytes(19 * MiB)
        throw new Error('The page is gone')
      })(),
    )
    await failureOfPromise(storage.upload({ key: 'a', body: late, size: 30 * MiB }))
    expect(await unfinishedUploads(bucket)).toBe(0)
  })

  test('that falls silent does not hold up an abort', async () => {
    const bucket = await newBucket(server)
    const storage = connectTo(server).storage(bucket)
    const abort = new AbortController()
    const body = new Readable({ read: () => undefined })
    body.push(randomBytes(9 * MiB))
    setTimeout(() => abort.abort(new Error('canceled')), 200)
    const storing = storage.upload({ key: 'a', body, size: 30 * MiB }, abort.signal)
    await expect(storing).rejects.toThrow('canceled')
    expect(await unfinishedUploads(bucket)).toBe(0)
  })
})
