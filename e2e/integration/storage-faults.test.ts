import { createHash } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { connectTo, failureOfPromise, httpServer, tcpServer } from './storage-connection.ts'

const page = (inner: string) =>
  `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</ListBucketResult>`
const error = (code: string, more = '') =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>said the server</Message>${more}</Error>`
const answering =
  (status: number, body: string, headers = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/xml', ...headers }).end(body)

async function listing(listener: RequestListener) {
  return connectTo(await httpServer(listener))
    .storage('photos')
    .listPage({ prefix: '' })
}

describe('a server that can’t be talked to', () => {
  const impatient = { timeouts: { connect: 300, idle: 300 } }

  test('that accepts and never answers ends in a timeout, for listing, looking, reading', async () => {
    const storage = connectTo(await tcpServer(() => undefined), impatient).storage('photos')
    const failures = await Promise.all([
      failureOfPromise(storage.listPage({ prefix: '' })),
      failureOfPromise(storage.head('a.jpg')),
      failureOfPromise(storage.read({ key: 'a.jpg' })),
    ])
    expect(failures.map(({ code }) => code)).toEqual(['timeout', 'timeout', 'timeout'])
  })

  test('that takes an upload and never answers ends in a timeout', async () => {
    const server = await tcpServer(socket => socket.resume())
    const storage = connectTo(server, impatient).storage('photos')
    const storing = storage.uploadFile({ file: 'hello', fileName: 'a.txt' })
    expect((await failureOfPromise(storing)).code).toBe('timeout')
  })

  test('that falls silent in the middle of a listing ends in a timeout', async () => {
    const server = await httpServer((_request, response) => response.write('<ListBucketResult>'))
    const storage = connectTo(server, impatient).storage('photos')
    const failure = await failureOfPromise(storage.listPage({ prefix: '' }))
    expect(failure.code).toBe('timeout')
  })

  test('that falls silent in the middle of an object ends in a timeout', async () => {
    const server = await httpServer((_request, response) =>
      response.writeHead(200, { 'content-length': 1000 }).write('half'),
    )
    const { stream } = await connectTo(server, impatient).storage('photos').read({ key: 'a.jpg' })
    expect((await failureOfPromise(stream.toArray())).code).toBe('timeout')
  })

  test('whose reader takes its time is not given up', async () => {
    const bytes = Buffer.alloc(8 * 1024 * 1024, 7)
    const server = await httpServer((_request, response) =>
      response.writeHead(200, { 'content-length': bytes.length }).end(bytes),
    )
    const { stream } = await connectTo(server, impatient).storage('photos').read({ key: 'a.jpg' })
    await new Promise(resolve => setTimeout(resolve, 1000))
    let received = 0
    for await (const chunk of stream) received += chunk.length
    expect(received).toBe(bytes.length)
  })

  test('that refuses connections, or has no name, is unreachable and says which address', async () => {
    const refused = connectTo({ endpoint: 'http://127.0.0.1:1' })
    const failure = await failureOfPromise(refused.listBuckets())
    expect(failure).toMatchObject({
      code: 'unreachable',
      message: 'Pail could not list the buckets: nothing answers at http://127.0.0.1:1.',
    })
    const unnamed = connectTo({ endpoint: 'http://no-such-host.invalid' })
    expect((await failureOfPromise(unnamed.listBuckets())).message).toContain(
      'no-such-host.invalid',
    )
  })

  test('that closes every connection is unreachable', async () => {
    const server = await tcpServer(socket => socket.destroy())
    expect((await failureOfPromise(connectTo(server).listBuckets())).code).toBe('unreachable')
  })

  test('that speaks no TLS at an https address is told so', async () => {
    const { endpoint } = await httpServer(answering(200, page('')))
    const connection = connectTo({ endpoint: endpoint.replace('http:', 'https:') })
    expect((await failureOfPromise(connection.listBuckets())).code).toBe('certificate')
  })
})

describe('an answer that is not S3’s', () => {
  const strange: [string, RequestListener][] = [
    ['a login page', answering(200, '<!DOCTYPE html><html>Sign in</html>')],
    ['an error page', answering(404, '<html>Not found</html>')],
    ['nothing at all', answering(200, '')],
    ['JSON', answering(200, '{"ok":true}')],
    ['XML of something else', answering(200, '<rss><channel/></rss>')],
    ['a listing cut in the middle', answering(200, '<ListBucketResult><IsTruncated>fal')],
    ['a listing that leaves open whether there is more', answering(200, page(''))],
    ['more, without saying how', answering(200, page('<IsTruncated>true</IsTruncated>'))],
    ['a redirect', answering(302, '', { location: 'http://127.0.0.1:1/' })],
  ]
  test.each(strange)('%s is an error, never an empty folder', async (_what, listener) => {
    expect((await failureOfPromise(listing(listener))).code).toBe('not-s3')
  })

  test('something that does not speak HTTP is not S3', async () => {
    const server = await tcpServer(socket => socket.end('220 mail.example.com ESMTP\r\n'))
    expect((await failureOfPromise(connectTo(server).listBuckets())).code).toBe('not-s3')
  })

  test('a listing that repeats its continuation token is stopped', async () => {
    const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>'
    const server = await httpServer(answering(200, page(more)))
    const names = connectTo(server).storage('photos').listStoredFiles()
    expect(await failureOfPromise(names)).toMatchObject({
      code: 'not-s3',
      details: { serverMessage: 'The server repeats a continuation token' },
    })
  })

  test('an object that ends short is an error, with and without its length announced', async () => {
    const cut = await tcpServer(socket =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf')),
    )
    const announced = connectTo(cut).storage('photos').downloadFile({ fileName: 'a.jpg' })
    expect((await failureOfPromise(announced)).code).toBe('unreachable')
    const open = await tcpServer(socket =>
      socket.once('data', data =>
        socket.end(
          data.toString().startsWith('HEAD')
            ? 'HTTP/1.1 200 OK\r\nETag: "e"\r\nContent-Length: 9\r\nConnection: close\r\n\r\n'
            : 'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf',
        ),
      ),
    )
    const guessed = connectTo(open).storage('photos').downloadFile({ fileName: 'a.jpg' })
    expect(await failureOfPromise(guessed)).toMatchObject({
      code: 'corrupted',
      message: 'Pail could not read “a.jpg” in the bucket “photos”: 4 bytes came instead of 9.',
    })
  })

  test('a server that ignores a range does not get its bytes misplaced', async () => {
    const server = await httpServer(answering(200, 'the whole object'))
    const reading = connectTo(server)
      .storage('photos')
      .read({ key: 'a', range: { start: 4 } })
    expect((await failureOfPromise(reading)).code).toBe('not-supported')
  })
})

describe('what a server says is said in a user’s words', () => {
  const said: [string, number, string, string][] = [
    ['InvalidAccessKeyId', 403, 'wrong-key', ''],
    ['SignatureDoesNotMatch', 403, 'wrong-secret', ''],
    ['ExpiredToken', 400, 'expired-credentials', ''],
    ['InvalidToken', 400, 'expired-credentials', ''],
    ['RequestTimeTooSkewed', 403, 'clock-skew', ''],
    ['AccessDenied', 403, 'denied', ''],
    ['PermanentRedirect', 301, 'wrong-region', '<Endpoint>elsewhere</Endpoint>'],
    ['AuthorizationHeaderMalformed', 400, 'wrong-region', '<Region>eu-west-1</Region>'],
    ['SlowDown', 503, 'throttled', ''],
    ['InternalError', 500, 'server-error', ''],
    ['NoSuchBucket', 404, 'no-such-bucket', ''],
    ['NotImplemented', 501, 'not-supported', ''],
    ['InvalidBucketName', 400, 'invalid', ''],
    ['SomethingNew', 418, 'invalid', ''],
  ]
  test.each(said)('%s (%i) is “%s”', async (serverCode, status, code, more) => {
    const failure = await failureOfPromise(listing(answering(status, error(serverCode, more))))
    expect(failure).toMatchObject({ code, details: { serverCode, status } })
    expect(failure.message).toMatch(/photos.*\.$/)
    expect(failure.remedy).toMatch(/\.$/)
  })

  test('a denied listing names the permission that would allow it', async () => {
    const failure = await failureOfPromise(listing(answering(403, error('AccessDenied'))))
    expect(failure.message).toBe('The profile “Test” is not allowed to list the bucket “photos”.')
    expect(failure.remedy).toContain('s3:ListBucket')
  })

  test('the region a server names is told', async () => {
    const answer = error('AuthorizationHeaderMalformed', '<Region>garage</Region>')
    const failure = await failureOfPromise(listing(answering(400, answer)))
    expect(failure.details.region).toBe('garage')
    expect(failure.remedy).toBe('Set the region of the profile to garage.')
  })

  test('a HEAD without a body is asked again by GET for its reason', async () => {
    const server = await httpServer((request, response) => {
      const body = request.method === 'HEAD' ? '' : error('SignatureDoesNotMatch')
      response.writeHead(403).end(body)
    })
    const looking = connectTo(server).storage('photos').checkIfExists({ fileName: 'a.jpg' })
    expect((await failureOfPromise(looking)).code).toBe('wrong-secret')
  })

  test('a busy server is asked again and a busy proxy too', async () => {
    let requests = 0
    const busy: RequestListener = (request, response) => {
      requests += 1
      if (requests === 1) answering(503, error('SlowDown'))(request, response)
      else if (requests === 2) answering(502, '<html>Bad gateway</html>')(request, response)
      else answering(200, page('<IsTruncated>false</IsTruncated>'))(request, response)
    }
    expect((await listing(busy)).objects).toEqual([])
    expect(requests).toBe(3)
  })
})

describe('servers with less than S3', () => {
  test('keys come decoded only when the server says that it encoded them', async () => {
    const keys = '<IsTruncated>false</IsTruncated><Contents><Key>a+b%20c%01</Key></Contents>'
    const plain = await listing(answering(200, page(keys)))
    expect(plain.objects[0]?.key).toBe('a+b%20c%01')
    const encoded = `<EncodingType>url</EncodingType>${keys}`
    const decoded = await listing(answering(200, page(encoded)))
    expect(decoded.objects[0]?.key).toBe('a b c\x01')
  })

  test('without DeleteObjects, objects are deleted one by one', async () => {
    const deleted: string[] = []
    const server = await httpServer((request, response) => {
      if (request.method === 'POST')
        return answering(501, error('NotImplemented'))(request, response)
      deleted.push(request.url ?? '')
      response.writeHead(204).end()
    })
    const storage = connectTo(server).storage('photos')
    const result = await storage.deleteMany(['a', 'b', 'c'])
    expect(result).toEqual({ deleted: ['a', 'b', 'c'], failed: [] })
    expect(deleted).toHaveLength(3)
  })

  test('DeleteObjects carries a Content-MD5 and keeps the error of each key', async () => {
    let md5: { sent: string | undefined; right: string } | undefined
    const server = await httpServer((request, response) => {
      const hash = createHash('md5')
      request.on('data', chunk => hash.update(chunk))
      request.on('end', () => {
        md5 = { sent: String(request.headers['content-md5']), right: hash.digest('base64') }
        const failed = '<Error><Key>b</Key><Code>AccessDenied</Code><Message>no</Message></Error>'
        response.end(`<?xml version="1.0"?><DeleteResult>${failed}</DeleteResult>`)
      })
    })
    const result = await connectTo(server).storage('photos').deleteMany(['a', 'b'])
    expect(result.deleted).toEqual(['a'])
    expect(result.failed).toMatchObject([{ key: 'b', failure: { code: 'denied' } }])
    expect(md5?.sent).toBe(md5?.right)
  })

  test('a server that ignores conditions is asked first, and keeps nothing of the question', async () => {
    const stored = new Map<string, string>()
    const server = await httpServer((request, response) => {
      const key = request.url?.split('?')[0] ?? ''
      if (request.method === 'PUT') {
        let body = ''
        request.on('data', chunk => (body += chunk))
        request.on('end', () => {
          stored.set(key, body)
          response.writeHead(200, { etag: '"e"' }).end()
        })
      } else if (request.method === 'DELETE') {
        stored.delete(key)
        response.writeHead(204).end()
      } else if (stored.has(key)) response.writeHead(200, { etag: '"e"' }).end()
      else answering(404, request.method === 'HEAD' ? '' : error('NoSuchKey'))(request, response)
    })
    const storage = connectTo(server).storage('photos')
    const store = (text: string) =>
      storage.upload({ key: 'a.txt', body: Readable.from([text]), ifNoneMatch: true })
    await store('first')
    expect((await failureOfPromise(store('second'))).code).toBe('already-exists')
    expect([...stored]).toEqual([['/photos/a.txt', 'first']])
  })
})

test('a read-only profile sends nothing that could change something', async () => {
  const methods: (string | undefined)[] = []
  const server = await httpServer((request, response) => {
    methods.push(request.method)
    answering(200, page('<IsTruncated>false</IsTruncated>'))(request, response)
  })
  const storage = connectTo(server, { readOnly: true }).storage('photos')
  await storage.listPage({ prefix: '' })
  const failures = await Promise.all([
    failureOfPromise(storage.uploadFile({ file: 'x', fileName: 'x' })),
    failureOfPromise(storage.deleteObject('x')),
    failureOfPromise(storage.deleteMany(['x'])),
  ])
  expect(failures.map(({ code }) => code)).toEqual(['read-only', 'read-only', 'read-only'])
  expect(new Set(methods)).toEqual(new Set(['GET']))
})

test('an abort ends at once with its own reason, also between two tries', async () => {
  const server = await httpServer(answering(503, error('SlowDown')))
  const storage = connectTo(server).storage('photos')
  const reason = new Error('the user has changed their mind')
  const abort = new AbortController()
  const listed = storage.listPage({ prefix: '' }, abort.signal)
  setTimeout(() => abort.abort(reason), 50)
  await expect(listed).rejects.toBe(reason)
})
