import { beforeAll, expect } from 'vitest'
import { area } from '../area.ts'
import { outcome } from '../check.ts'
import { verdict } from '../raw-http.ts'
import { amzDate, sha256 } from '../sigv4.ts'
import type { RawRequest, SentRequest, Subject } from '../subject.ts'

const MINUTE = 60_000

/** Who may do what: signatures in the Authorization header, right and wrong. */
export function auth(subject: Subject): void {
  area(subject, 'auth', it => {
    beforeAll(async () => {
      await it.put('object', 'secret text')
    })

    const get = async (more: Partial<RawRequest> = {}): Promise<string> =>
      verdict(await it.raw({ method: 'GET', key: 'object', ...more }))
    const withHeaders =
      (change: (headers: Record<string, string>) => Record<string, string>) =>
      (sent: SentRequest) => ({ headers: change(sent.headers) })
    const without = (name: string) =>
      withHeaders(headers =>
        Object.fromEntries(Object.entries(headers).filter(([other]) => other !== name)),
      )
    const reauthorized = (from: string | RegExp, to: string) =>
      withHeaders(headers => ({
        ...headers,
        authorization: (headers['authorization'] ?? '').replace(from, to),
      }))

    it.check('a right signature is let in', async () => {
      expect(await get()).toBe('accepted')
    })

    it.check('a wrong secret is SignatureDoesNotMatch', async () => {
      expect(await get({ signer: { secretAccessKey: 'wrong' } })).toBe('403 SignatureDoesNotMatch')
    })

    it.check('an unknown access key is InvalidAccessKeyId', async () => {
      expect(await get({ signer: { accessKeyId: 'AKIAUNKNOWN' } })).toBe('403 InvalidAccessKeyId')
    })

    it.check('nobody in particular is AccessDenied', async () => {
      const target = `/${it.bucket}/object`
      expect(verdict(await subject.send({ method: 'GET', target }))).toBe('403 AccessDenied')
    })

    it.check('nobody in particular may not write, list or delete', async () => {
      const target = `/${it.bucket}/anonymous`
      const sent = [
        await subject.send({ method: 'PUT', target, body: 'x' }),
        await subject.send({ method: 'GET', target: `/${it.bucket}` }),
        await subject.send({ method: 'DELETE', target: `/${it.bucket}/object` }),
      ]
      expect(sent.map(verdict)).toEqual(Array(3).fill('403 AccessDenied'))
      expect(await it.text('object')).toBe('secret text')
    })

    it.check('a wrong secret cannot tell what exists', async () => {
      const signer = { secretAccessKey: 'wrong' }
      const missing = await it.raw({ method: 'HEAD', key: 'missing', signer })
      const present = await it.raw({ method: 'HEAD', key: 'object', signer })
      expect([missing.status, present.status, present.body.length]).toEqual([403, 403, 0])
    })

    for (const minutes of [-16, 16]) {
      it.check(`a clock ${minutes} minutes off is RequestTimeTooSkewed`, async () => {
        const date = new Date(Date.now() + minutes * MINUTE)
        expect(await get({ signer: { date } })).toBe('403 RequestTimeTooSkewed')
      })
    }

    it.check('a clock ten minutes off is let in', async () => {
      expect(await get({ signer: { date: new Date(Date.now() - 10 * MINUTE) } })).toBe('accepted')
    })

    it.check('another key than the signed one is SignatureDoesNotMatch', async () => {
      const alter = () => ({ target: `/${it.bucket}/other` })
      expect(await get({ alter })).toBe('403 SignatureDoesNotMatch')
    })

    it.check('another method than the signed one is SignatureDoesNotMatch', async () => {
      expect(await get({ alter: () => ({ method: 'DELETE' }) })).toBe('403 SignatureDoesNotMatch')
      expect(await outcome(it.head('object'))).toBe('accepted')
    })

    it.check('an added query parameter is SignatureDoesNotMatch', async () => {
      const alter = ({ target }: SentRequest) => ({ target: `${target}?tagging=` })
      expect(await get({ alter })).toBe('403 SignatureDoesNotMatch')
    })

    it.check('a changed signed header is SignatureDoesNotMatch', async () => {
      const alter = withHeaders(headers => ({ ...headers, 'x-amz-meta-a': 'forged' }))
      const sent = await it.raw({
        method: 'PUT',
        key: 'forged',
        headers: { 'x-amz-meta-a': 'true' },
        body: 'x',
        alter,
      })
      expect(verdict(sent)).toBe('403 SignatureDoesNotMatch')
    })

    it.check('a changed signature is SignatureDoesNotMatch', async () => {
      const alter = reauthorized(/Signature=.{4}/, 'Signature=0000')
      expect(await get({ alter })).toBe('403 SignatureDoesNotMatch')
    })

    it.check('an x-amz header that is not signed is AccessDenied', async () => {
      const alter = withHeaders(headers => ({ ...headers, 'x-amz-meta-extra': 'x' }))
      const sent = await it.raw({ method: 'PUT', key: 'extra', body: 'x', alter })
      expect(verdict(sent)).toBe('403 AccessDenied')
    })

    it.check('another header that is not signed is let in', async () => {
      const alter = withHeaders(headers => ({ ...headers, 'x-forwarded-by': 'someone' }))
      expect(await get({ alter })).toBe('accepted')
    })

    it.check('a body other than the signed one is XAmzContentSHA256Mismatch', async () => {
      const sent = await it.raw({
        method: 'PUT',
        key: 'mismatch',
        body: 'swapped',
        payload: sha256('signed!'),
      })
      expect(verdict(sent)).toBe('400 XAmzContentSHA256Mismatch')
      expect(await outcome(it.head('mismatch'))).toBe('404 NotFound')
    })

    it.check('an unsigned payload is stored', async () => {
      const payload = 'UNSIGNED-PAYLOAD'
      const sent = await it.raw({ method: 'PUT', key: 'unsigned', body: 'any', payload })
      expect([verdict(sent), await it.text('unsigned')]).toEqual(['accepted', 'any'])
    })

    it.check('a request without x-amz-content-sha256 is InvalidRequest', async () => {
      expect(await get({ alter: without('x-amz-content-sha256') })).toBe('400 InvalidRequest')
    })

    it.check('a request without a date is AccessDenied', async () => {
      expect(await get({ alter: without('x-amz-date') })).toBe('403 AccessDenied')
    })

    for (const [what, from, to] of [
      ['without a credential', /Credential=[^,]*, /, ''],
      ['without a signature', /, Signature=.*/, ''],
      ['without signed headers', /SignedHeaders=[^,]*, /, ''],
      ['with a broken scope', 's3/aws4_request', 'aws4_request'],
      ['for another service', '/s3/', '/ec2/'],
    ] as const) {
      it.check(`an Authorization ${what} is AuthorizationHeaderMalformed`, async () => {
        expect(await get({ alter: reauthorized(from, to) })).toBe(
          '400 AuthorizationHeaderMalformed',
        )
      })
    }

    it.check('an unknown kind of Authorization is refused', async () => {
      const alter = withHeaders(headers => ({ ...headers, authorization: 'Bearer token' }))
      expect(await get({ alter })).toMatch(/^400 Invalid(Argument|Request)$/)
    })

    it.check('a signature for another region is AuthorizationHeaderMalformed', async () => {
      expect(await get({ signer: { region: 'eu-central-9' } })).toBe(
        '400 AuthorizationHeaderMalformed',
      )
    })

    it.check('a signature of another day is refused', async () => {
      const yesterday = amzDate(new Date(Date.now() - 1440 * MINUTE)).slice(0, 8)
      const alter = reauthorized(/\/\d{8}\//, `/${yesterday}/`)
      expect(await get({ alter })).toMatch(/^40[03] (AuthorizationHeaderMalformed|Signature)/)
    })

    it.check('spaces around and within header values do not matter', async () => {
      const sent = await it.raw({
        method: 'PUT',
        key: 'spaced',
        headers: { 'x-amz-meta-spaced': '  two   words  ' },
        body: 'x',
      })
      expect(verdict(sent)).toBe('accepted')
    })

    it.check('query parameters may come in any order', async () => {
      const query = { 'list-type': '2', prefix: 'a b+c', delimiter: '/' }
      const alter = () => ({ target: `/${it.bucket}?prefix=a%20b%2Bc&delimiter=%2F&list-type=2` })
      expect(verdict(await it.raw({ method: 'GET', query, alter }))).toBe('accepted')
    })

    it.check('a session token that was never given is refused', async () => {
      const headers = { 'x-amz-security-token': 'made-up' }
      expect(await get({ headers })).toMatch(/^40[03] Invalid(Token|AccessKeyId)$/)
    })
  })
}
