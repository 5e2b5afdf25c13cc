import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { AppError } from '#shared/errors.ts'
import { attachment, type OpenObject, serveObjectBytes } from './object-bytes.ts'

const BYTES = Buffer.from('0123456789')

const open: OpenObject = async ({ key, range }) => {
  if (key === 'denied') {
    throw new AppError({ code: 'denied', message: 'No access.', remedy: 'Ask for it.' })
  }
  if (key === 'defect') throw new TypeError('secretAccessKey=CANARY is not a function')
  const part = BYTES.subarray(range?.start ?? 0, (range?.end ?? BYTES.length - 1) + 1)
  return {
    stream: Readable.from([part]),
    size: part.length,
    totalSize: BYTES.length,
    etag: 'abc',
    contentType: 'text/html',
  }
}

const logged: string[] = []
const respond = serveObjectBytes(open, line => logged.push(line))

function get(key: string, headers: Record<string, string> = {}, more = ''): Promise<Response> {
  const url = `http://app/object/x?profile=p&bucket=b&key=${encodeURIComponent(key)}${more}`
  return respond(new Request(url, { headers }))
}

describe('object bytes', () => {
  test('come whole, with what the server says of them', async () => {
    const response = await get('a/page.html')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-length')).toBe('10')
    expect(response.headers.get('etag')).toBe('"abc"')
    expect(await response.text()).toBe('0123456789')
  })

  test('can never run as a page, whatever their type', async () => {
    const { headers } = await get('a/page.html')
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  test('that cannot come because of a defect say no more than that; the log has it', async () => {
    const response = await get('defect')
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('function')
    expect(logged.join()).toContain('is not a function')
    expect(logged.join()).not.toContain('CANARY')
  })

  test('come in ranges', async () => {
    const response = await get('a', { range: 'bytes=2-4' })
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe('bytes 2-4/10')
    expect(await response.text()).toBe('234')
    expect(await (await get('a', { range: 'bytes=8-' })).text()).toBe('89')
    for (const range of ['bytes=4-2', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=-3']) {
      expect((await get('a', { range })).status).toBe(200)
    }
  })

  test('are saved under the last part of their key', async () => {
    const { headers } = await get('a/b/ré "1".txt', {}, '&download=1')
    expect(headers.get('content-type')).toBe('application/octet-stream')
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="r_ _1_.txt"; filename*=UTF-8''r%C3%A9%20%221%22.txt`,
    )
  })

  test('that cannot be had say why, in plain text', async () => {
    const denied = await get('denied')
    expect(denied.status).toBe(403)
    expect(await denied.text()).toBe('No access.\n')
    expect((await respond(new Request('http://app/object/x'))).status).toBe(400)
    const posted = new Request('http://app/object/x', { method: 'POST' })
    expect((await respond(posted)).status).toBe(405)
  })
})

test('a file name can neither break out of its header nor name a folder', () => {
  for (const name of [
    'a\r\nset-cookie: x',
    'a"; filename="b',
    '../../x',
    '..\\x',
    '\u202Egpj',
    '',
  ]) {
    const header = attachment(name)
    expect(header).toMatch(/^attachment; filename="[ -~]+"; filename\*=UTF-8''[\w!#$&+.^`|~%-]+$/)
    expect(header.match(/filename="([^"]*)"/)?.[1]).not.toMatch(/[/\\"]/)
    expect(() => new Headers({ 'content-disposition': header })).not.toThrow()
  }
  expect(attachment('\uD800')).toContain('%EF%BF%BD')
})
