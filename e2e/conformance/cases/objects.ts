import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { area } from '../area.ts'
import { outcome } from '../check.ts'
import { verdict } from '../raw-http.ts'
import { encodePath, signInHeader } from '../sigv4.ts'
import type { Subject } from '../subject.ts'

/** Put, get, head and delete of single objects, with their metadata. */
export function objects(subject: Subject): void {
  area(subject, 'objects', it => {
    it.check('what was put comes back', async () => {
      await it.put('plain', 'hello')
      expect(await it.text('plain')).toBe('hello')
    })

    it.check('an empty object is an object', async () => {
      await it.put('empty', '')
      const { ContentLength, ETag } = await it.head('empty')
      expect({ ContentLength, ETag }).toEqual({
        ContentLength: 0,
        ETag: '"d41d8cd98f00b204e9800998ecf8427e"',
      })
    })

    it.check('8 MiB of noise come back byte for byte', async () => {
      const noise = Buffer.alloc(8 << 20, createHash('sha512').update('noise').digest())
      await it.put('noise', noise)
      expect((await it.bytes('noise')).equals(noise)).toBe(true)
    })

    it.check('the ETag of a plain put is the quoted MD5', async () => {
      const md5 = createHash('md5').update('etag me').digest('hex')
      const { ETag } = await it.put('etag', 'etag me')
      expect(ETag).toBe(`"${md5}"`)
      expect((await it.head('etag')).ETag).toBe(`"${md5}"`)
    })

    it.check('HEAD tells size, time and type', async () => {
      await it.put('head', '12345', { ContentType: 'text/x-five' })
      const { ContentLength, ContentType, LastModified, AcceptRanges } = await it.head('head')
      expect({ ContentLength, ContentType, AcceptRanges }).toEqual({
        ContentLength: 5,
        ContentType: 'text/x-five',
        AcceptRanges: 'bytes',
      })
      expect(Math.abs(Date.now() - Number(LastModified))).toBeLessThan(60_000)
    })

    it.check('an object put without a type is binary/octet-stream', async () => {
      await it.raw({ method: 'PUT', key: 'untyped', body: 'x' })
      expect((await it.head('untyped')).ContentType).toBe('binary/octet-stream')
    })

    it.check('a second put replaces bytes, type and metadata', async () => {
      await it.put('twice', 'first one', { ContentType: 'text/a', Metadata: { a: '1' } })
      await it.put('twice', 'second', { ContentType: 'text/b', Metadata: { b: '2' } })
      const { ContentType, Metadata } = await it.head('twice')
      expect([await it.text('twice'), ContentType, Metadata]).toEqual([
        'second',
        'text/b',
        { b: '2' },
      ])
    })

    it.check('GET of a missing key is NoSuchKey', async () => {
      expect(await outcome(it.get('missing'))).toBe('404 NoSuchKey')
    })

    it.check('HEAD of a missing key is 404 without a body', async () => {
      const response = await it.raw({ method: 'HEAD', key: 'missing' })
      expect([response.status, response.body.length]).toEqual([404, 0])
    })

    it.check('an error is XML with code, message, key and request id', async () => {
      const { headers, body } = await it.raw({ method: 'GET', key: 'missing' })
      const text = body.toString()
      expect(headers['content-type']).toContain('application/xml')
      expect(text).toMatch(/<Error>.*<Code>NoSuchKey<\/Code>.*<\/Error>/s)
      expect(text).toMatch(/<Message>[^<]+<\/Message>/)
      expect(text).toContain('<Key>missing</Key>')
      expect(text).toMatch(/<RequestId>[^<]+<\/RequestId>/)
    })

    it.check('every answer carries a request id', async () => {
      await it.put('with-id', 'x')
      const response = await it.raw({ method: 'GET', key: 'with-id' })
      expect(response.headers['x-amz-request-id']).toBeTruthy()
    })

    it.check('a deleted object is gone, and deleting again is accepted', async () => {
      await it.put('doomed', 'x')
      await it.delete('doomed')
      expect(await outcome(it.head('doomed'))).toBe('404 NotFound')
      const again = await it.raw({ method: 'DELETE', key: 'doomed' })
      expect(again.status).toBe(204)
    })

    it.check('the system headers come back as they were put', async () => {
      const headers = {
        CacheControl: 'max-age=60',
        ContentDisposition: 'attachment; filename="a b.txt"',
        ContentEncoding: 'identity',
        ContentLanguage: 'de-CH',
        ContentType: 'text/plain; charset=utf-8',
      }
      await it.put('system', 'x', { ...headers, Expires: new Date('2031-02-03T04:05:06Z') })
      const head = await it.head('system')
      expect(head).toMatchObject(headers)
      expect(head.ExpiresString).toBe('Mon, 03 Feb 2031 04:05:06 GMT')
    })

    it.check('user metadata comes back with lower-case names', async () => {
      await it.put('metadata', 'x', { Metadata: { 'Mixed-Case': 'As Sent', n: '1' } })
      expect((await it.get('metadata')).Metadata).toEqual({ 'mixed-case': 'As Sent', n: '1' })
    })

    it.check('more than 2 KB of user metadata is MetadataTooLarge', async () => {
      const put = it.put('fat', 'x', { Metadata: { a: 'x'.repeat(1500), b: 'x'.repeat(1500) } })
      expect(await outcome(put)).toBe('400 MetadataTooLarge')
    })

    it.check('a GET may override the response headers', async () => {
      await it.put('override', 'x')
      const got = await it.get('override', {
        ResponseCacheControl: 'no-store',
        ResponseContentDisposition: 'attachment; filename="x.txt"',
        ResponseContentEncoding: 'identity',
        ResponseContentLanguage: 'fr',
        ResponseContentType: 'text/x-override',
      })
      expect(got).toMatchObject({
        CacheControl: 'no-store',
        ContentDisposition: 'attachment; filename="x.txt"',
        ContentEncoding: 'identity',
        ContentLanguage: 'fr',
        ContentType: 'text/x-override',
      })
    })

    it.check('a right Content-MD5 is accepted', async () => {
      const md5 = createHash('md5').update('x').digest('base64')
      expect(await outcome(it.put('md5', 'x', { ContentMD5: md5 }))).toBe('accepted')
    })

    it.check('a wrong Content-MD5 is BadDigest and stores nothing', async () => {
      const md5 = createHash('md5').update('y').digest('base64')
      expect(await outcome(it.put('md5-wrong', 'x', { ContentMD5: md5 }))).toBe('400 BadDigest')
      expect(await outcome(it.head('md5-wrong'))).toBe('404 NotFound')
    })

    it.check('a Content-MD5 that is none is InvalidDigest', async () => {
      const response = await it.raw({
        method: 'PUT',
        key: 'md5-malformed',
        headers: { 'content-md5': 'not-an-md5' },
        body: 'x',
      })
      expect(verdict(response)).toBe('400 InvalidDigest')
    })

    it.check('a put of unknown length is refused', async () => {
      const response = await it.raw({
        method: 'PUT',
        key: 'no-length',
        payload: 'UNSIGNED-PAYLOAD',
        headers: { 'transfer-encoding': 'chunked' },
        body: 'x',
      })
      expect(verdict(response)).toMatch(/^(411 MissingContentLength|501 NotImplemented)$/)
    })

    it.check('a broken-off put stores nothing', async () => {
      const { endpoint } = subject.server
      const { host, hostname, port } = new URL(endpoint)
      const path = `/${it.bucket}/broken-off`
      const wire = { method: 'PUT', path, query: {}, headers: { host, 'content-length': '1000' } }
      const { headers } = signInHeader(wire, subject.signer(), 'UNSIGNED-PAYLOAD')
      const options = { hostname, port, method: 'PUT', path: encodePath(path), headers }
      const closed = await new Promise(resolve => {
        const outgoing = request({ ...options, agent: false }).on('error', resolve)
        outgoing.write('only this')
        void sleep(50).then(() => outgoing.destroy(new Error('gone')))
      })
      expect(String(closed)).toContain('gone')
      await sleep(100)
      expect(await outcome(it.head('broken-off'))).toBe('404 NotFound')
    })

    it.check('a body that waits for "100 Continue" gets it', async () => {
      const { endpoint } = subject.server
      const { host, hostname, port } = new URL(endpoint)
      const path = `/${it.bucket}/continued`
      const base = { host, 'content-length': '5', expect: '100-continue' }
      const wire = { method: 'PUT', path, query: {}, headers: base }
      const { headers } = signInHeader(wire, subject.signer(), 'UNSIGNED-PAYLOAD')
      const status = await new Promise((resolve, reject) => {
        const outgoing = request({ hostname, port, method: 'PUT', path, headers, agent: false })
        outgoing.on('continue', () => outgoing.end('after'))
        outgoing.on('response', response => resolve(response.resume().statusCode))
        outgoing.on('error', reject).flushHeaders()
      })
      expect(status).toBe(200)
      expect(await it.text('continued')).toBe('after')
    })

    it.check('STANDARD is the storage class that HEAD does not mention', async () => {
      await it.put('standard', 'x', { StorageClass: 'STANDARD' })
      expect((await it.head('standard')).StorageClass).toBeUndefined()
    })

    it.check('an unknown storage class is InvalidStorageClass', async () => {
      const put = it.put('classless', 'x', { StorageClass: 'SHOEBOX' as 'STANDARD' })
      expect(await outcome(put)).toBe('400 InvalidStorageClass')
    })
  })
}
