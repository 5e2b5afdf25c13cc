import { beforeAll, expect } from 'vitest'
import { area } from '../area.ts'
import { outcome } from '../check.ts'
import { verdict } from '../raw-http.ts'
import type { Subject } from '../subject.ts'

const HOUR = 3_600_000

/** Requests signed in the query, which anyone may send until they expire. */
export function presigned(subject: Subject): void {
  area(subject, 'presigned', it => {
    beforeAll(async () => {
      await it.put('object', 'shared text')
    })

    const url = (
      method: string,
      key: string,
      more: Partial<Parameters<Subject['presigned']>[0]> = {},
    ): string => subject.presigned({ method, bucket: it.bucket, key, ...more })
    const get = async (target: string): Promise<string> =>
      verdict(await subject.send({ method: 'GET', target }))

    it.check('GET reads the object', async () => {
      const sent = await subject.send({ method: 'GET', target: url('GET', 'object') })
      expect([sent.status, sent.body.toString()]).toEqual([200, 'shared text'])
    })

    it.check('HEAD tells its size', async () => {
      const sent = await subject.send({ method: 'HEAD', target: url('HEAD', 'object') })
      expect([sent.status, sent.headers['content-length']]).toEqual([200, '11'])
    })

    it.check('PUT stores', async () => {
      const sent = await subject.send({ method: 'PUT', target: url('PUT', 'put'), body: 'sent' })
      expect([verdict(sent), await it.text('put')]).toEqual(['accepted', 'sent'])
    })

    it.check('DELETE removes', async () => {
      await it.put('doomed', 'x')
      const sent = await subject.send({ method: 'DELETE', target: url('DELETE', 'doomed') })
      expect([sent.status, await outcome(it.head('doomed'))]).toEqual([204, '404 NotFound'])
    })

    it.check('an odd key reads as well', async () => {
      const key = 'ä b+c%2F/😀?.txt'
      await it.put(key, 'odd')
      const sent = await subject.send({ method: 'GET', target: url('GET', key) })
      expect(sent.body.toString()).toBe('odd')
    })

    it.check('a listing can be presigned', async () => {
      const query = { 'list-type': '2', prefix: 'obj' }
      const target = subject.presigned({ method: 'GET', bucket: it.bucket, query })
      const sent = await subject.send({ method: 'GET', target })
      expect(sent.body.toString()).toContain('<Key>object</Key>')
    })

    it.check('a signed response header is obeyed', async () => {
      const query = { 'response-content-disposition': 'attachment; filename="a b.txt"' }
      const target = url('GET', 'object', { query })
      const { headers } = await subject.send({ method: 'GET', target })
      expect(headers['content-disposition']).toBe('attachment; filename="a b.txt"')
    })

    it.check('a range may be asked for', async () => {
      const headers = { range: 'bytes=0-5' }
      const sent = await subject.send({ method: 'GET', target: url('GET', 'object'), headers })
      expect([sent.status, sent.body.toString()]).toEqual([206, 'shared'])
    })

    it.check('an expired request is AccessDenied and says so', async () => {
      const date = new Date(Date.now() - HOUR)
      const target = url('GET', 'object', { signer: { date }, expires: 60 })
      const sent = await subject.send({ method: 'GET', target })
      expect(verdict(sent)).toBe('403 AccessDenied')
      expect(sent.body.toString()).toContain('Request has expired')
    })

    it.check('an hour-old request that holds for two hours is let in', async () => {
      const date = new Date(Date.now() - HOUR)
      expect(await get(url('GET', 'object', { signer: { date }, expires: 7200 }))).toBe('accepted')
    })

    it.check('a request from the future is AccessDenied', async () => {
      const date = new Date(Date.now() + HOUR)
      expect(await get(url('GET', 'object', { signer: { date } }))).toBe('403 AccessDenied')
    })

    for (const [what, from, to] of [
      ['signature', /Signature=.{4}/, 'Signature=0000'],
      ['expiry', 'X-Amz-Expires=600', 'X-Amz-Expires=6000'],
      ['key', '/object?', '/other?'],
    ] as const) {
      it.check(`an altered ${what} is SignatureDoesNotMatch`, async () => {
        expect(await get(url('GET', 'object').replace(from, to))).toBe('403 SignatureDoesNotMatch')
      })
    }

    it.check('an added parameter is SignatureDoesNotMatch', async () => {
      const target = `${url('GET', 'object')}&response-content-type=text%2Fhtml`
      expect(await get(target)).toBe('403 SignatureDoesNotMatch')
    })

    it.check('another method is SignatureDoesNotMatch', async () => {
      const sent = await subject.send({ method: 'DELETE', target: url('GET', 'object') })
      expect(verdict(sent)).toBe('403 SignatureDoesNotMatch')
      expect(await it.text('object')).toBe('shared text')
    })

    it.check('a wrong secret is SignatureDoesNotMatch', async () => {
      const target = url('GET', 'object', { signer: { secretAccessKey: 'wrong' } })
      expect(await get(target)).toBe('403 SignatureDoesNotMatch')
    })

    it.check('an unknown access key is InvalidAccessKeyId', async () => {
      const target = url('GET', 'object', { signer: { accessKeyId: 'AKIAUNKNOWN' } })
      expect(await get(target)).toBe('403 InvalidAccessKeyId')
    })

    for (const expires of [604_801, -1, Number.NaN]) {
      it.check(`an expiry of ${expires} is AuthorizationQueryParametersError`, async () => {
        expect(await get(url('GET', 'object', { expires }))).toBe(
          '400 AuthorizationQueryParametersError',
        )
      })
    }

    for (const name of ['Algorithm', 'Credential', 'Date', 'Expires', 'SignedHeaders']) {
      it.check(`without X-Amz-${name} it is AuthorizationQueryParametersError`, async () => {
        const target = url('GET', 'object').replace(new RegExp(`X-Amz-${name}=[^&]*`), 'a=b')
        expect(await get(target)).toBe('400 AuthorizationQueryParametersError')
      })
    }

    it.check('a signed header that is missing is refused', async () => {
      const target = url('PUT', 'typed', { headers: { 'content-type': 'text/x-signed' } })
      const sent = await subject.send({ method: 'PUT', target, body: 'x' })
      expect(verdict(sent)).toMatch(/^403 (AccessDenied|SignatureDoesNotMatch)$/)
    })

    it.check('a signed header with its value is let in', async () => {
      const headers = { 'content-type': 'text/x-signed', 'x-amz-meta-a': '1' }
      const target = url('PUT', 'typed', { headers })
      await subject.send({ method: 'PUT', target, headers, body: 'x' })
      const { ContentType, Metadata } = await it.head('typed')
      expect([ContentType, Metadata]).toEqual(['text/x-signed', { a: '1' }])
    })

    it.check('an x-amz header that is not signed is AccessDenied', async () => {
      const headers = { 'x-amz-meta-extra': '1' }
      const sent = await subject.send({ method: 'PUT', target: url('PUT', 'extra'), headers })
      expect(verdict(sent)).toBe('403 AccessDenied')
    })

    it.check('a signature in the query and in a header is InvalidArgument', async () => {
      const target = url('GET', 'object')
      const sent = await it.raw({ method: 'GET', key: 'object', alter: () => ({ target }) })
      expect(verdict(sent)).toBe('400 InvalidArgument')
    })

    it.check('presigned, a missing key is still NoSuchKey', async () => {
      expect(await get(url('GET', 'missing'))).toBe('404 NoSuchKey')
    })

    it.check('presigned, a wrong Content-MD5 is BadDigest', async () => {
      const headers = { 'content-md5': '1B2M2Y8AsgTpgAmY7PhCfg==' }
      const target = url('PUT', 'md5', { headers })
      const sent = await subject.send({ method: 'PUT', target, headers, body: 'x' })
      expect(verdict(sent)).toBe('400 BadDigest')
    })
  })
}
