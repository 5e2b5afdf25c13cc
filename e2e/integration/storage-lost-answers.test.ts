import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { BucketClient } from '../../electron/storage/bucket-client.ts'
import { createClient } from '../../electron/storage/client.ts'
import { type ConnectionOptions, TIMEOUTS } from '../../electron/storage/connection-options.ts'
import { RequestHandler } from '../../electron/storage/request-handler.ts'
import { credentialProvider } from '../../electron/storage/sdk-credentials.ts'
import { upload } from '../../electron/storage/upload.ts'
import { connectTo, failureOfPromise, httpServer } from './storage-connection.ts'

const MiB = 1024 * 1024

/** A one-object store that can be told to lose or refuse; objects have S3's ETags. */
class Store {
  readonly requests: string[] = []
  object: { size: number; etag: string } | undefined
  readonly #parts = new Map<string, Buffer>()
  readonly #lose: (request: string) => boolean
  readonly #refuse: (request: string) => number | undefined

  constructor(options: {
    /** The request is carried out, but its connection breaks before the answer. */
    lose?: (request: string) => boolean
    /** The request is not carried out; answered with this status. */
    refuse?: (request: string) => number | undefined
  }) {
    this.#lose = options.lose ?? (() => false)
    this.#refuse = options.refuse ?? (() => undefined)
  }

  readonly answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = Buffer.concat(await request.toArray())
    const { searchParams } = new URL(request.url ?? '', 'http://host')
    const part = searchParams.get('partNumber')
    const name = `${request.method}${part ? ` part ${part}` : ''}${searchParams.has('uploadId') && !part ? ' upload' : ''}`
    this.requests.push(name)
    const refused = this.#refuse(name)
    if (refused) return void response.writeHead(refused).end(xml('Error', '<Code>SlowDown</Code>'))
    const [status, headers, text] = this.#do(name, body, request)
    if (this.#lose(name)) return void request.socket.destroy()
    response.writeHead(status, headers).end(text)
  }

  #do(
    name: string,
    body: Buffer,
    { headers }: IncomingMessage,
  ): [number, OutgoingHttpHeaders, string] {
    const { object } = this
    if (name === 'HEAD') {
      if (!object) return [404, {}, '']
      return [200, { etag: `"${object.etag}"`, 'content-length': object.size }, '']
    }
    if (name === 'GET') return [404, {}, xml('Error', '<Code>NoSuchKey</Code>')]
    if (name === 'PUT') {
      const wanted = headers['if-match']
      if (wanted && !object) return [404, {}, xml('Error', '<Code>NoSuchKey</Code>')]
      if ((headers['if-none-match'] && object) || (wanted && wanted !== `"${object?.etag}"`)) {
        return [412, {}, xml('Error', '<Code>PreconditionFailed</Code>')]
      }
      this.object = { size: body.length, etag: md5(body).toString('hex') }
      return [200, { etag: `"${this.object.etag}"` }, '']
    }
    if (name.startsWith('PUT part')) {
      this.#parts.set(name, body)
      return [200, { etag: `"${md5(body).toString('hex')}"` }, '']
    }
    if (name === 'POST')
      return [200, {}, xml('InitiateMultipartUploadResult', '<UploadId>u</UploadId>')]
    if (name === 'POST upload') {
      if (headers['if-none-match'] && object) {
        return [412, {}, xml('Error', '<Code>PreconditionFailed</Code>')]
      }
      if (this.#parts.size === 0) return [404, {}, xml('Error', '<Code>NoSuchUpload</Code>')]
      const parts = [...this.#parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, bytes]) => bytes)
      const etag = `${md5(Buffer.concat(parts.map(md5))).toString('hex')}-${parts.length}`
      this.object = { size: parts.reduce((sum, bytes) => sum + bytes.length, 0), etag }
      this.#parts.clear()
      return [200, {}, xml('CompleteMultipartUploadResult', `<ETag>"${etag}"</ETag>`)]
    }
    this.#parts.clear()
    return [204, {}, '']
  }
}

const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest()
const xml = (root: string, inner: string) => `<?xml version="1.0"?><${root}>${inner}</${root}>`
const first = (wanted: string) => {
  let met = false
  return (request: string) => {
    const now = !met && request === wanted
    met ||= now
    return now
  }
}

async function storageOn(store: Store) {
  return connectTo(await httpServer(store.answer)).storage('photos')
}

/** A client that believes itself at AWS, which decides by the headers of conditions alone. */
function awsClient({ endpoint }: { endpoint: string }): BucketClient {
  const options: ConnectionOptions = {
    profileName: 'Test',
    endpoint: { type: 'custom', url: endpoint },
    region: 'us-east-1',
    addressing: 'path',
    credentials: { type: 'keys', accessKeyId: 'key', secretAccessKey: 'secret' },
    readOnly: false,
  }
  const handler = new RequestHandler(TIMEOUTS)
  onTestFinished(() => handler.destroy())
  const credentials = credentialProvider(options.credentials)
  return new BucketClient({
    bucket: 'photos',
    subject: {},
    capabilities: {
      conditionalWrites: 'yes',
      conditionalCopies: 'yes',
      deleteObjects: true,
      checksumMode: 'yes',
      uploadChecksums: 'yes',
    },
    open: () =>
      createClient(options, { bucket: 'photos', region: 'us-east-1' }, handler, credentials),
    aws: true,
    timeouts: TIMEOUTS,
  })
}

async function localFile(size: number) {
  const folder = await mkdtemp(join(tmpdir(), 'pail-storage-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'file')
  await writeFile(path, randomBytes(size))
  return { path, size, modified: (await stat(path)).mtimeMs }
}

test('a stored object whose answer was lost is not taken for someone else’s', async () => {
  let puts = 0
  const store = new Store({ lose: request => request === 'PUT' && ++puts === 2 })
  const storage = await storageOn(store)
  const body = await localFile(1000)
  const stored = await storage.upload({ key: 'a', body, ifNoneMatch: true })
  expect(stored).toEqual({ etag: store.object?.etag, bytes: 1000 })
})

test('an object that someone else stored meanwhile is theirs', async () => {
  const store = new Store({})
  const storage = await storageOn(store)
  await storage.upload({ key: 'a', body: await localFile(1000), ifNoneMatch: true })
  const late = storage.upload({ key: 'a', body: await localFile(1000), ifNoneMatch: true })
  expect((await failureOfPromise(late)).code).toBe('already-exists')
})

test('a replacement whose answer was lost is not taken for someone else’s change', async () => {
  let puts = 0
  const store = new Store({ lose: request => request === 'PUT' && ++puts === 2 })
  const client = awsClient(await httpServer(store.answer))
  await upload(client, { key: 'a', body: await localFile(1000) })
  const ifMatch = store.object?.etag
  const stored = await upload(client, { key: 'a', body: await localFile(2000), ifMatch })
  expect(stored).toEqual({ etag: store.object?.etag, bytes: 2000 })
  const late = upload(client, { key: 'a', body: await localFile(3000), ifMatch })
  expect((await failureOfPromise(late)).code).toBe('changed-meanwhile')
})

test.each([undefined, true as const])(
  'a completed multipart upload whose answer was lost is completed (only when new: %s)',
  async ifNoneMatch => {
    const store = new Store({ lose: first('POST upload') })
    const storage = await storageOn(store)
    const body = await localFile(17 * MiB)
    const stored = await storage.upload({ key: 'a', body, ifNoneMatch })
    expect(stored).toEqual({ etag: store.object?.etag, bytes: 17 * MiB })
    expect(store.requests.filter(request => request === 'POST upload')).toHaveLength(2)
  },
)

test('a part whose connection breaks is sent again, alone, and counted once', async () => {
  const store = new Store({ lose: first('PUT part 2') })
  const storage = await storageOn(store)
  let sent = 0
  const onProgress = (delta: number) => (sent += delta)
  await storage.upload({ key: 'a', body: await localFile(17 * MiB), onProgress })
  expect(store.object?.size).toBe(17 * MiB)
  expect(sent).toBe(17 * MiB)
  expect(store.requests.filter(request => request.startsWith('PUT part')).sort()).toEqual([
    'PUT part 1',
    'PUT part 2',
    'PUT part 2',
    'PUT part 3',
  ])
})

test('an upload outlives a server that asks it to slow down more often than a user would wait', async () => {
  let refusals = 4
  const refuse = (request: string) => (request === 'PUT part 1' && refusals-- > 0 ? 503 : undefined)
  const store = new Store({ refuse })
  const storage = await storageOn(store)
  await storage.upload({ key: 'a', body: await localFile(9 * MiB) })
  expect(store.object?.size).toBe(9 * MiB)
})

test('a server that hangs up between two requests goes unnoticed', async () => {
  let requests = 0
  const server = await httpServer((request, response) => {
    requests += 1
    response.on('finish', () => setTimeout(() => request.socket.destroy(), 20))
    response.writeHead(200, { etag: '"e"', 'content-length': 1 }).end()
  })
  const storage = connectTo(server).storage('photos')
  for (let at = 0; at < 3; at += 1) {
    await storage.head('a')
    await new Promise(resolve => setTimeout(resolve, 40))
  }
  expect(requests).toBe(3)
})

test('an upload refused before it was all sent says why it was refused', async () => {
  const server = await httpServer((_request, response) => {
    response.writeHead(403, { connection: 'close' })
    response.end(xml('Error', '<Code>AccessDenied</Code>'))
  })
  const storage = connectTo(server).storage('photos')
  const storing = storage.uploadFile({ file: Buffer.alloc(32 * MiB), fileName: 'a' })
  expect((await failureOfPromise(storing)).code).toBe('denied')
})
