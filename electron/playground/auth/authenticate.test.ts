import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { SignatureV4 } from '@smithy/signature-v4'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningPlayground, startPlayground } from '../start-playground.ts'
import { NodeSha256 } from './node-sha256.ts'

let folder: string
let playground: RunningPlayground

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pail-signatures-'))
  playground = await startPlayground({ folder })
  await send(await signed({ method: 'PUT', path: '/bucket' }))
  await send(await signed({ method: 'PUT', path: '/bucket/key', body: 'hello' }))
})

afterAll(async () => {
  await playground.close()
  rmSync(folder, { recursive: true })
})

describe('a request signed in its header', () => {
  test('is answered', async () => {
    expect(await send(await signed({ path: '/bucket/key' }))).toEqual({
      status: 200,
      code: 'hello',
    })
  })

  test.each([
    ['has no signature', { authorization: undefined }, '403 AccessDenied'],
    ['is signed the old way', { authorization: 'AWS key:signature' }, '400 InvalidRequest'],
    ['has another value in a signed header', { 'x-amz-meta-a': '2' }, '403 SignatureDoesNotMatch'],
    ['has an x-amz header that is not signed', { 'x-amz-meta-b': '1' }, '403 AccessDenied'],
    [
      'names another payload',
      { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
      '403 SignatureDoesNotMatch',
    ],
    ['carries a token nobody gave out', { 'x-amz-security-token': 'x' }, '400 InvalidToken'],
  ])('is refused when it %s', async (_, headers, outcome) => {
    const request = await signed({ path: '/bucket/key', headers: { 'x-amz-meta-a': '1' } })
    expect(await refusal({ ...request, headers: { ...request.headers, ...headers } })).toBe(outcome)
  })

  test('is refused when its path, query or method is another', async () => {
    const request = await signed({ path: '/bucket/key' })
    for (const change of [
      { path: '/bucket/kez' },
      { path: '/bucket/key?acl' },
      { method: 'DELETE' },
    ]) {
      expect(await refusal({ ...request, ...change })).toBe('403 SignatureDoesNotMatch')
    }
  })

  test('is refused when it is more than a quarter of an hour old', async () => {
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000)
    const sent = async (minutes: number) =>
      refusal(await signed({ path: '/bucket/key', signingDate: at(minutes) }))
    expect(await sent(-16)).toBe('403 RequestTimeTooSkewed')
    expect(await sent(16)).toBe('403 RequestTimeTooSkewed')
    expect(await sent(-14)).toBe('200 hello')
  })

  test('is refused when it is for another region or service', async () => {
    const outcome = async (scope: { region?: string; service?: string }) =>
      refusal(await signed({ path: '/bucket/key', ...scope }))
    expect(await outcome({ region: 'eu-central-1' })).toBe('400 AuthorizationHeaderMalformed')
    expect(await outcome({ service: 'sqs' })).toBe('400 AuthorizationHeaderMalformed')
  })

  test('stores nothing when its body is not the one that was signed', async () => {
    const request = await signed({ method: 'PUT', path: '/bucket/altered', body: 'signed' })
    expect(await refusal({ ...request, body: 'forged' })).toBe('400 XAmzContentSHA256Mismatch')
    expect(await refusal(await signed({ path: '/bucket/altered' }))).toBe('404 NoSuchKey')
  })
})

describe('a presigned request', () => {
  test.each(['GET', 'HEAD', 'DELETE'])('with %s is answered', async method => {
    const { status } = await send(await presigned({ method, path: '/bucket/key%20%2B%C3%A9' }))
    expect(status).toBe(method === 'DELETE' ? 204 : 404)
  })

  test('with PUT stores its body', async () => {
    const put = await presigned({ method: 'PUT', path: '/bucket/by-link' })
    expect(await refusal({ ...put, body: 'by link' })).toBe('200 ')
    expect(await refusal(await presigned({ path: '/bucket/by-link' }))).toBe('200 by link')
  })

  test('is refused when it has expired, or lives longer than a week', async () => {
    const hourAgo = new Date(Date.now() - 3_600_000)
    const expired = await presigned({ path: '/bucket/key', signingDate: hourAgo, expiresIn: 60 })
    expect(await refusal(expired)).toBe('403 AccessDenied')
    const { path } = await presigned({ path: '/bucket/key' })
    const forever = path.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=604801')
    expect(await refusal({ path: forever })).toBe('400 AuthorizationQueryParametersError')
  })

  test('is refused when it was altered', async () => {
    const { path } = await presigned({ path: '/bucket/key' })
    const longer = path.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=7200')
    expect(await refusal({ path: longer })).toBe('403 SignatureDoesNotMatch')
    expect(await refusal({ path: path.replace('key', 'kez') })).toBe('403 SignatureDoesNotMatch')
    expect(await refusal({ path, method: 'DELETE' })).toBe('403 SignatureDoesNotMatch')
  })
})

interface Wanted {
  readonly method?: string
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: string
  readonly region?: string
  readonly service?: string
  readonly signingDate?: Date
  readonly expiresIn?: number
}

interface Sendable {
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly body?: string
}

async function signed(wanted: Wanted): Promise<Sendable> {
  const { body = '', signingDate = new Date() } = wanted
  const sha256 = createHash('sha256').update(body).digest('hex')
  const request = unsigned(wanted, { 'x-amz-content-sha256': sha256 })
  const { headers } = await signer(wanted).sign(request, { signingDate })
  return { method: request.method, path: wanted.path, headers, body }
}

async function presigned(wanted: Wanted): Promise<Sendable> {
  const { signingDate = new Date(), expiresIn = 3600 } = wanted
  const request = unsigned(wanted, { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' })
  const { query = {} } = await signer(wanted).presign(request, { signingDate, expiresIn })
  const search = new URLSearchParams(query as Record<string, string>).toString()
  return { method: request.method, path: `${wanted.path}?${search.replaceAll('+', '%20')}` }
}

function unsigned({ method = 'GET', path, headers }: Wanted, more: Record<string, string>) {
  const { hostname, host } = new URL(playground.endpoint)
  return {
    method,
    path,
    hostname,
    protocol: 'http:',
    query: {},
    headers: { host, ...headers, ...more },
  }
}

function signer({ region = playground.region, service = 's3' }: Wanted): SignatureV4 {
  const { accessKeyId, secretAccessKey } = playground
  return new SignatureV4({
    region,
    service,
    credentials: { accessKeyId, secretAccessKey },
    sha256: NodeSha256,
    uriEscapePath: false,
    applyChecksum: false,
  })
}

async function refusal(request: Sendable): Promise<string> {
  const { status, code } = await send(request)
  return `${status} ${code}`
}

/** The status, and the error code or else the body. */
function send(sendable: Sendable): Promise<{ status: number; code: string }> {
  const { method, path, headers = {}, body = '' } = sendable
  const { hostname, port } = new URL(playground.endpoint)
  const given = Object.entries(headers).filter(entry => entry[1] !== undefined)
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, method: method ?? 'GET', path }, response => {
      const status = response.statusCode ?? 0
      text(response).then(document => {
        resolve({ status, code: /<Code>(\w+)</.exec(document)?.[1] ?? document })
      }, reject)
    })
    for (const [name, value] of given) request.setHeader(name, value ?? '')
    request.on('error', reject)
    request.end(body)
  })
}
