import type { IncomingHttpHeaders, RequestListener } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ObjectPage } from '#shared/s3.ts'
import type { ConnectionOptions } from '../../electron/storage/connection-options.ts'
import type { PageRequest } from '../../electron/storage/list-page.ts'
import { cephAvailable } from '../servers/ceph-available.ts'
import { startCephRgw } from '../servers/ceph-rgw.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { connectTo, failureOfPromise, httpServer, newBucket } from './storage-connection.ts'

// The first listing of a connection is sent by the SDK, all others after its model: so a listing of
// a new connection tells what the SDK makes of a request.

const ceph = cephAvailable()
const servers: [string, () => Promise<RunningServer>][] = [
  ['the playground', startPlaygroundServer],
  ...(ceph.available ? [['Ceph RGW', startCephRgw] as [string, () => Promise<RunningServer>]] : []),
]
if (!ceph.available) test.skip(`requests of listings on Ceph RGW: ${ceph.reason}`)

const KEYS = [
  'plain.txt',
  'a b/c+d & e=f.txt',
  'per%20cent/100%.txt',
  'quotes/\'single\' "double".txt',
  'stars/*(!)~.txt',
  'grüße/日本/😀.txt',
  'semi;colon/at@home,here:now$.txt',
  'query?/hash#.txt',
  ...Array.from({ length: 40 }, (_, at) => `many/${String(at).padStart(3, '0')}/x`),
]

describe.each(servers)('listings on %s', (_name, start) => {
  let server: RunningServer
  beforeAll(async () => {
    server = await start()
  })
  afterAll(() => server.stop())

  /** A bucket with all keys, and a connection that has listed it before. */
  async function listedBefore() {
    const bucket = await newBucket(server)
    const storage = connectTo(server).storage(bucket)
    for (const fileName of KEYS) await storage.uploadFile({ file: 'x', fileName })
    await storage.listPage({ prefix: '' })
    return { bucket, storage }
  }

  const said = async (listing: Promise<ObjectPage>) => {
    const { objects, commonPrefixes, next } = await listing
    return { objects, commonPrefixes, isMore: next !== undefined }
  }

  test('are signed and answered as the SDK’s, whatever is asked for', async () => {
    const { bucket, storage } = await listedBefore()
    const bySdk = (request: PageRequest) => connectTo(server).storage(bucket).listPage(request)
    const odd = fc.constantFrom(
      ...KEYS.flatMap(key => [...key]),
      '%2F',
      '=',
      '&',
      '\u0001',
      '//',
      '',
    )
    const piece = fc.oneof(
      fc.constantFrom(...KEYS).chain(key => fc.nat(key.length).map(length => key.slice(0, length))),
      fc.array(odd, { maxLength: 6 }).map(parts => parts.join('')),
    )
    const asked = fc.record<PageRequest>(
      {
        prefix: piece.filter(text => text.isWellFormed()),
        startAfter: piece.filter(text => text !== '' && text.isWellFormed()),
        delimiter: fc.constantFrom('/', ' ', '&', '0'),
        maxKeys: fc.constantFrom(1, 3, 1000),
      },
      { requiredKeys: ['prefix'] },
    )
    const property = fc.asyncProperty(asked, async request => {
      expect(await said(storage.listPage(request))).toEqual(await said(bySdk(request)))
    })
    await fc.assert(property, { seed: 2026, numRuns: 120 })
  })

  test('go on by tokens to the end', async () => {
    const { storage } = await listedBefore()
    const keys: string[] = []
    let token: string | undefined
    do {
      const page = await storage.listPage({ prefix: '', token, maxKeys: 7 })
      keys.push(...page.objects.map(({ key }) => key))
      token = page.next
    } while (token !== undefined)
    expect(keys.toSorted()).toEqual(KEYS.toSorted())
  })
})

const page = (inner: string) =>
  `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</ListBucketResult>`
const GOOD = page('<IsTruncated>false</IsTruncated><Contents><Key>k</Key><Size>1</Size></Contents>')
const error = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`
const answering =
  (status: number, body: string, headers = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/xml', ...headers }).end(body)
const good = answering(200, GOOD)

/** Lists once, after so many listings that went well; tells what came of it and what was asked. */
async function listed(
  answers: readonly RequestListener[],
  { before, options = {} }: { before: number; options?: Partial<ConnectionOptions> },
) {
  const asked: IncomingHttpHeaders[] = []
  const server = await httpServer((request, response) => {
    const at = asked.push(request.headers) - 1 - before
    const answer = at < 0 ? good : answers[Math.min(at, answers.length - 1)]
    answer?.(request, response)
  })
  const storage = connectTo(server, options).storage('photos')
  for (let at = 0; at < before; at += 1) await storage.listPage({ prefix: '' })
  const listing = storage.listPage({ prefix: 'p' })
  const outcome = await listing.then(
    ({ objects }) => objects.map(({ key }) => key),
    () => failureOfPromise(listing),
  )
  const told = Array.isArray(outcome) ? outcome : { ...outcome, subject: undefined }
  return { told: JSON.parse(JSON.stringify(told).replaceAll(server.endpoint, 'it')), asked }
}

describe('a listing that fails', () => {
  const long = `${page('<Contents><Key>k</Key></Contents>').slice(0, -10)}`
  test.each<[string, readonly RequestListener[]]>([
    ['a refusal', [answering(403, error('AccessDenied'))]],
    ['a refusal without words', [answering(403, '')]],
    ['a bucket that is not there', [answering(404, error('NoSuchBucket'))]],
    ['a busy server', [answering(503, error('SlowDown')), good]],
    ['a busy proxy', [answering(502, '<html>Bad gateway</html>'), good]],
    ['a server in trouble', [answering(500, error('InternalError'))]],
    [
      'another region',
      [answering(301, error('PermanentRedirect'), { 'x-amz-bucket-region': 'eu-west-1' })],
    ],
    ['a login page', [answering(200, '<html>Log in</html>')]],
    ['nothing', [answering(200, '')]],
    ['half a listing', [answering(200, long)]],
    ['a line that breaks', [request => void request.socket.destroy(), good]],
    [
      'a line that breaks in the middle',
      [
        (request, response) => {
          response.writeHead(200, { 'content-length': 1000 }).write('<ListBucketResult>')
          setImmediate(() => request.socket.destroy())
        },
        good,
      ],
    ],
    ['an error in a good answer', [answering(200, error('InternalError')), good]],
  ])('for %s does as the SDK does, and asks as often', async (_name, answers) => {
    const bySdk = await listed(answers, { before: 0 })
    const byModel = await listed(answers, { before: 2 })
    expect(byModel.told).toEqual(bySdk.told)
    expect(byModel.asked.length - 2).toBe(bySdk.asked.length)
  })

  test('by a clock that is wrong is signed again with the server’s time', async () => {
    const HOUR = 3_600_000
    const date = new Date(Date.now() + 5 * HOUR).toUTCString()
    const late = answering(403, error('RequestTimeTooSkewed'), { date })
    const { told, asked } = await listed([late, good], { before: 1 })
    expect(told).toEqual(['k'])
    const signedAt = asked.map(headers => String(headers['x-amz-date']).slice(0, 11))
    expect(signedAt).toHaveLength(3)
    expect(signedAt[1]).not.toBe(signedAt[2])
  })
})

describe('what is sent', () => {
  const own = /^amz-sdk-|^x-amz-date$|^authorization$/
  const alike = (headers: IncomingHttpHeaders | undefined) =>
    Object.fromEntries(Object.entries(headers ?? {}).filter(([name]) => !own.test(name)))

  test('has the headers of the SDK, the token of a session among them', async () => {
    const credentials = {
      type: 'keys',
      accessKeyId: 'key',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    } as const
    const { asked } = await listed([good], { before: 1, options: { credentials } })
    expect(alike(asked[1])).toEqual(alike(asked[0]))
    expect(asked[1]).not.toHaveProperty('amz-sdk-invocation-id')
    expect(asked[1]).toMatchObject({ 'x-amz-security-token': 'token' })
    expect(asked[1]?.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/us-east-1\/s3\//,
    )
  })

  test('is not signed without credentials', async () => {
    const { asked } = await listed([good], {
      before: 2,
      options: { credentials: { type: 'anonymous' } },
    })
    expect(asked).toHaveLength(3)
    for (const headers of asked) {
      expect(headers.authorization).toBeUndefined()
      expect(headers['x-amz-date']).toBeUndefined()
    }
  })

  test('is signed with the credentials of the moment', async () => {
    let turn = 0
    const provider = async () => {
      turn += 1
      return { accessKeyId: `key${turn}`, secretAccessKey: 'secret', expiration: new Date() }
    }
    const { asked } = await listed([good], {
      before: 2,
      options: { credentials: { type: 'provider', provider } },
    })
    const keys = asked.map(headers => /Credential=(\w+)/.exec(headers.authorization ?? '')?.[1])
    expect(new Set(keys).size).toBe(3)
  })
})
