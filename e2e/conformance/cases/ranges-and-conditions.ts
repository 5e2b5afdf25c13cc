import { beforeAll, expect } from 'vitest'
import { area } from '../area.ts'
import { outcome } from '../check.ts'
import { verdict } from '../raw-http.ts'
import type { Subject } from '../subject.ts'

const HOUR = 3_600_000

/** GET and HEAD of a part of an object, or only if something holds. */
export function rangesAndConditions(subject: Subject): void {
  area(subject, 'ranges-and-conditions', it => {
    let etag = ''
    let modified = new Date()
    beforeAll(async () => {
      await it.put('digits', '0123456789')
      await it.put('nothing', '')
      const head = await it.head('digits')
      etag = head.ETag ?? ''
      modified = head.LastModified ?? modified
    })

    for (const [range, text, contentRange] of [
      ['bytes=0-0', '0', 'bytes 0-0/10'],
      ['bytes=2-5', '2345', 'bytes 2-5/10'],
      ['bytes=7-', '789', 'bytes 7-9/10'],
      ['bytes=-3', '789', 'bytes 7-9/10'],
      ['bytes=8-99', '89', 'bytes 8-9/10'],
      ['bytes=-99', '0123456789', 'bytes 0-9/10'],
      ['bytes=0-', '0123456789', 'bytes 0-9/10'],
    ] as const) {
      it.check(`${range} is a partial answer`, async () => {
        const got = await it.get('digits', { Range: range })
        expect([got.$metadata.httpStatusCode, got.ContentRange, got.ContentLength]).toEqual([
          206,
          contentRange,
          text.length,
        ])
        expect(await got.Body?.transformToString()).toBe(text)
      })
    }

    for (const range of ['bytes=10-', 'bytes=99-100', 'bytes=-0']) {
      it.check(`${range} is InvalidRange`, async () => {
        const got = it.get('digits', { Range: range })
        expect(await outcome(got)).toBe('416 InvalidRange')
      })
    }

    it.check('any range of an empty object is InvalidRange', async () => {
      expect(await outcome(it.get('nothing', { Range: 'bytes=0-0' }))).toBe('416 InvalidRange')
    })

    for (const range of ['bytes=5-2', 'bytes=a-b', 'lines=1-2']) {
      it.check(`${range} is no range, so the whole object comes`, async () => {
        const got = await it.get('digits', { Range: range })
        expect([got.$metadata.httpStatusCode, await got.Body?.transformToString()]).toEqual([
          200,
          '0123456789',
        ])
      })
    }

    it.check('HEAD with a range tells its size', async () => {
      const head = await it.head('digits', { Range: 'bytes=2-5' })
      expect([head.$metadata.httpStatusCode, head.ContentLength]).toEqual([206, 4])
    })

    it.check('If-Match with the ETag passes', async () => {
      expect(await it.text('digits', { IfMatch: etag })).toBe('0123456789')
    })

    it.check('If-Match with * passes', async () => {
      expect(await outcome(it.get('digits', { IfMatch: '*' }))).toBe('accepted')
    })

    it.check('If-Match with another ETag is PreconditionFailed', async () => {
      expect(await outcome(it.get('digits', { IfMatch: '"other"' }))).toBe('412 PreconditionFailed')
    })

    it.check('If-None-Match with the ETag is 304 without a body', async () => {
      const headers = { 'if-none-match': etag }
      const response = await it.raw({ method: 'GET', key: 'digits', headers })
      expect([response.status, response.body.length]).toEqual([304, 0])
      expect(response.headers.etag).toBe(etag)
    })

    it.check('If-None-Match with another ETag passes', async () => {
      expect(await outcome(it.get('digits', { IfNoneMatch: '"other"' }))).toBe('accepted')
    })

    it.check('If-Modified-Since an hour ago passes', async () => {
      const since = new Date(Number(modified) - HOUR)
      expect(await outcome(it.get('digits', { IfModifiedSince: since }))).toBe('accepted')
    })

    it.check('If-Modified-Since its own time is 304', async () => {
      const headers = { 'if-modified-since': modified.toUTCString() }
      const response = await it.raw({ method: 'GET', key: 'digits', headers })
      expect([response.status, response.body.length]).toEqual([304, 0])
    })

    it.check('If-Unmodified-Since its own time passes', async () => {
      expect(await outcome(it.get('digits', { IfUnmodifiedSince: modified }))).toBe('accepted')
    })

    it.check('If-Unmodified-Since an hour ago is PreconditionFailed', async () => {
      const since = new Date(Number(modified) - HOUR)
      expect(await outcome(it.get('digits', { IfUnmodifiedSince: since }))).toBe(
        '412 PreconditionFailed',
      )
    })

    it.check('a true If-Match outweighs a false If-Unmodified-Since', async () => {
      const since = new Date(Number(modified) - HOUR)
      const got = it.get('digits', { IfMatch: etag, IfUnmodifiedSince: since })
      expect(await outcome(got)).toBe('accepted')
    })

    it.check('a false If-None-Match outweighs a true If-Modified-Since', async () => {
      const since = new Date(Number(modified) - HOUR).toUTCString()
      const headers = { 'if-none-match': etag, 'if-modified-since': since }
      expect((await it.raw({ method: 'GET', key: 'digits', headers })).status).toBe(304)
    })

    it.check('HEAD obeys conditions, without a body', async () => {
      const failed = await it.raw({
        method: 'HEAD',
        key: 'digits',
        headers: { 'if-match': '"other"' },
      })
      const unchanged = await it.raw({
        method: 'HEAD',
        key: 'digits',
        headers: { 'if-none-match': etag },
      })
      expect([failed.status, unchanged.status, failed.body.length]).toEqual([412, 304, 0])
    })

    it.check('a range and a condition go together', async () => {
      expect(await it.text('digits', { IfMatch: etag, Range: 'bytes=1-2' })).toBe('12')
      const response = await it.raw({
        method: 'GET',
        key: 'digits',
        headers: { 'if-match': '"other"', range: 'bytes=1-2' },
      })
      expect(verdict(response)).toBe('412 PreconditionFailed')
    })
  })
}
