import { request as forward } from 'node:http'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { S3Storage } from '../../electron/storage/s3-storage.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { connectTo, failureOfPromise, httpServer, newBucket } from './storage-connection.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startPlaygroundServer()
})
afterAll(() => server.stop())

/** The way to a server that knows no conditions: it refuses every write that has one. */
async function withoutConditions(): Promise<RunningServer> {
  const { port } = new URL(server.endpoint)
  const { endpoint } = await httpServer((asked, answer) => {
    const { method, url: path, headers } = asked
    if (method === 'PUT' && (headers['if-match'] ?? headers['if-none-match'])) {
      const refusal = '<Error><Code>NotImplemented</Code></Error>'
      asked.resume().on('end', () => answer.writeHead(501).end(refusal))
      return
    }
    const onward = forward({ host: '127.0.0.1', port, method, path, headers }, response => {
      answer.writeHead(response.statusCode ?? 500, response.headers)
      response.pipe(answer)
    })
    asked.pipe(onward)
  })
  return { ...server, endpoint }
}

const write = (storage: S3Storage, text: string) =>
  storage.upload({
    key: 'a.txt',
    body: Readable.from([Buffer.from(text)]),
    size: text.length,
    ifNoneMatch: true,
  })

test('what a server ensures is not claimed before it was seen', async () => {
  const storage = connectTo(server).storage(await newBucket(server))
  expect(await storage.writeGuards('upload')).toEqual({ replaced: 'look' })
  await write(storage, 'one')
  expect(await storage.writeGuards('upload')).toEqual({ free: 'server', replaced: 'look' })
  expect(await storage.writeGuards('copy')).toEqual({ replaced: 'look' })
})

test('a server that knows no conditions is known by its first write, which still replaces nothing', async () => {
  const bucket = await newBucket(server)
  const storage = connectTo(await withoutConditions()).storage(bucket)
  await write(storage, 'one')
  expect(await storage.writeGuards('upload')).toEqual({ free: 'look', replaced: 'look' })
  expect((await failureOfPromise(write(storage, 'two'))).code).toBe('already-exists')
})
