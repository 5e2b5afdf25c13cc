import {
  ListObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  type ListObjectsV2CommandOutput,
} from '@aws-sdk/client-s3'
import { beforeAll, expect } from 'vitest'
import { area } from '../area.ts'
import { compareUtf8 } from '../bucket-model.ts'
import { outcome } from '../check.ts'
import { verdict } from '../raw-http.ts'
import type { Subject } from '../subject.ts'

const TREE = ['a/1', 'a/2', 'a/b/3', 'b', 'c--d--e', 'dé/x y', 'e+f%20', 'z/']

// UTF-8 puts U+FFFD and U+E000 before U+1F600 and U+10FFFD; UTF-16 puts them after.
const SCRIPTS = ['\u{10FFFD}', '\u{1F600}', '\uFFFD', '\uE000', '日', 'é', '~', 'Z', 'z', '0', '!']

/** ListObjects, both versions, on buckets small enough to see the whole answer. */
export function listing(subject: Subject): void {
  area(subject, 'listing', it => {
    beforeAll(async () => {
      for (const key of TREE) await it.put(key, 'x'.repeat(key.length))
      for (const letter of SCRIPTS) await it.put(`order/${letter}`, '')
    })

    const list = (
      more: Partial<ListObjectsV2CommandInput> = {},
    ): Promise<ListObjectsV2CommandOutput> =>
      it.s3.send(new ListObjectsV2Command({ Bucket: it.bucket, ...more }))
    const listV1 = (more: Partial<ListObjectsV2CommandInput> & { Marker?: string } = {}) =>
      it.s3.send(new ListObjectsCommand({ Bucket: it.bucket, ...more }))

    it.check('each object comes with size, ETag, time and class', async () => {
      const { Contents = [], Name, KeyCount, MaxKeys, IsTruncated } = await list({ Prefix: 'a/1' })
      expect(Contents).toMatchObject([
        { Key: 'a/1', Size: 3, StorageClass: 'STANDARD', ETag: (await it.head('a/1')).ETag },
      ])
      // HEAD tells whole seconds, a listing may tell more.
      const listed = Math.floor(Number(Contents[0]?.LastModified) / 1000)
      expect(listed).toBe(Number((await it.head('a/1')).LastModified) / 1000)
      expect([Name, KeyCount, MaxKeys, IsTruncated]).toEqual([it.bucket, 1, 1000, false])
    })

    it.check('the time in a listing has milliseconds and ends in Z', async () => {
      const sent = await it.raw({ method: 'GET', query: { 'list-type': '2', prefix: 'b' } })
      expect(sent.body.toString()).toMatch(
        /<LastModified>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z<\/LastModified>/,
      )
    })

    it.check('keys come in the order of their UTF-8 bytes', async () => {
      const { Contents = [] } = await list({ Prefix: 'order/' })
      const sorted = SCRIPTS.map(letter => `order/${letter}`).sort(compareUtf8)
      expect(keysOf(Contents)).toEqual(sorted)
    })

    it.check('a delimiter folds keys into common prefixes', async () => {
      const { Contents = [], CommonPrefixes = [], KeyCount } = await list({ Delimiter: '/' })
      expect(keysOf(Contents)).toEqual(['b', 'c--d--e', 'e+f%20'])
      expect(prefixesOf(CommonPrefixes)).toEqual(['a/', 'dé/', 'order/', 'z/'])
      expect(KeyCount).toBe(7)
    })

    it.check('a delimiter counts only behind the prefix', async () => {
      const { Contents = [], CommonPrefixes = [] } = await list({ Prefix: 'a/', Delimiter: '/' })
      expect([keysOf(Contents), prefixesOf(CommonPrefixes)]).toEqual([['a/1', 'a/2'], ['a/b/']])
    })

    it.check('a prefix need not end at a delimiter', async () => {
      const { Contents = [], CommonPrefixes = [] } = await list({ Prefix: 'a', Delimiter: '/' })
      expect([keysOf(Contents), prefixesOf(CommonPrefixes)]).toEqual([[], ['a/']])
    })

    it.check('a folder marker is listed inside its folder', async () => {
      const { Contents = [], CommonPrefixes } = await list({ Prefix: 'z/', Delimiter: '/' })
      expect([keysOf(Contents), CommonPrefixes ?? []]).toEqual([['z/'], []])
    })

    it.check('a delimiter may have several characters', async () => {
      const { CommonPrefixes = [] } = await list({ Prefix: 'c', Delimiter: '--' })
      expect(prefixesOf(CommonPrefixes)).toEqual(['c--'])
    })

    it.check('a prefix with special characters matches exactly', async () => {
      expect(keysOf((await list({ Prefix: 'e+f%20' })).Contents)).toEqual(['e+f%20'])
      expect(keysOf((await list({ Prefix: 'dé/x ' })).Contents)).toEqual(['dé/x y'])
      expect(keysOf((await list({ Prefix: 'e f' })).Contents)).toEqual([])
    })

    it.check('a prefix without keys gives an empty page', async () => {
      const { Contents, KeyCount, IsTruncated, Prefix } = await list({ Prefix: 'nothing' })
      expect([Contents ?? [], KeyCount, IsTruncated, Prefix]).toEqual([[], 0, false, 'nothing'])
    })

    it.check('start-after skips up to and including that key', async () => {
      const { Contents = [], StartAfter } = await list({ Prefix: 'a/', StartAfter: 'a/1' })
      expect([keysOf(Contents), StartAfter]).toEqual([['a/2', 'a/b/3'], 'a/1'])
    })

    it.check('start-after need not be a key', async () => {
      expect(keysOf((await list({ StartAfter: 'bb', MaxKeys: 1 })).Contents)).toEqual(['c--d--e'])
    })

    it.check('max-keys 0 gives nothing and is not truncated', async () => {
      const { Contents, KeyCount, MaxKeys, IsTruncated } = await list({ MaxKeys: 0 })
      expect([Contents ?? [], KeyCount, MaxKeys, IsTruncated]).toEqual([[], 0, 0, false])
    })

    it.check('max-keys counts common prefixes', async () => {
      const {
        Contents = [],
        CommonPrefixes = [],
        ...rest
      } = await list({
        Delimiter: '/',
        MaxKeys: 3,
      })
      expect([keysOf(Contents), prefixesOf(CommonPrefixes)]).toEqual([['b', 'c--d--e'], ['a/']])
      expect([rest.KeyCount, rest.IsTruncated, Boolean(rest.NextContinuationToken)]).toEqual([
        3,
        true,
        true,
      ])
    })

    it.check('pages of one, with a delimiter, repeat nothing', async () => {
      const seen: string[] = []
      let token: string | undefined
      do {
        const page = await list({ Delimiter: '/', MaxKeys: 1, ContinuationToken: token })
        seen.push(...keysOf(page.Contents), ...prefixesOf(page.CommonPrefixes))
        token = page.IsTruncated ? page.NextContinuationToken : undefined
      } while (token !== undefined && seen.length < 20)
      expect(seen).toEqual(['a/', 'b', 'c--d--e', 'dé/', 'e+f%20', 'order/', 'z/'])
    })

    it.check('the last full page is not truncated', async () => {
      const { IsTruncated, NextContinuationToken } = await list({ Prefix: 'a/', MaxKeys: 3 })
      expect([IsTruncated, NextContinuationToken]).toEqual([false, undefined])
    })

    for (const value of ['-1', 'many']) {
      it.check(`max-keys ${value} is InvalidArgument`, async () => {
        const query = { 'list-type': '2', 'max-keys': value }
        expect(verdict(await it.raw({ method: 'GET', query }))).toBe('400 InvalidArgument')
      })
    }

    it.check('an unknown encoding-type is InvalidArgument', async () => {
      const query = { 'list-type': '2', 'encoding-type': 'rot13' }
      expect(verdict(await it.raw({ method: 'GET', query }))).toBe('400 InvalidArgument')
    })

    it.check('a continuation token that was never given is InvalidArgument', async () => {
      expect(await outcome(list({ ContinuationToken: '***' }))).toBe('400 InvalidArgument')
    })

    it.check('encoding-type url encodes keys, prefixes, prefix, delimiter and start', async () => {
      const Prefix = 'dé/'
      const page = await list({ EncodingType: 'url', Prefix, Delimiter: ' ', StartAfter: 'dé/a b' })
      expect(page.EncodingType).toBe('url')
      expect([page.Prefix, page.Delimiter, page.StartAfter].map(encodedOnce)).toEqual([
        'd%C3%A9/',
        '%20',
        'd%C3%A9/a%20b',
      ])
      expect(prefixesOf(page.CommonPrefixes).map(encodedOnce)).toEqual(['d%C3%A9/x%20'])
      const { Contents } = await list({ EncodingType: 'url', Prefix: 'e' })
      expect(keysOf(Contents)).toEqual(['e%2Bf%2520'])
    })

    it.check('with encoding-type url even control characters are listed', async () => {
      const Bucket = await subject.createBucket('control')
      await it.raw({ method: 'PUT', bucket: Bucket, key: '\u0001\n\u007f', body: '' })
      const { Contents } = await list({ Bucket, EncodingType: 'url' })
      expect(keysOf(Contents)).toEqual(['%01%0A%7F'])
    })

    it.check('V2 tells the owner only when asked', async () => {
      const plain = await list({ Prefix: 'b' })
      const asked = await list({ Prefix: 'b', FetchOwner: true })
      expect(plain.Contents?.[0]?.Owner).toBeUndefined()
      expect(asked.Contents?.[0]?.Owner?.ID).toBeTruthy()
    })

    it.check('V1 tells the owner always', async () => {
      expect((await listV1({ Prefix: 'b' })).Contents?.[0]?.Owner?.ID).toBeTruthy()
    })

    it.check('V1 goes on after a marker', async () => {
      const { Contents, Marker } = await listV1({ Prefix: 'a/', Marker: 'a/1' })
      expect([keysOf(Contents), Marker]).toEqual([['a/2', 'a/b/3'], 'a/1'])
    })

    it.check('V1 names the next marker when there is a delimiter', async () => {
      const page = await listV1({ Delimiter: '/', MaxKeys: 2 })
      expect([page.IsTruncated, page.NextMarker]).toEqual([true, 'b'])
      const next = await listV1({ Delimiter: '/', MaxKeys: 2, Marker: page.NextMarker })
      expect(keysOf(next.Contents)).toEqual(['c--d--e'])
      expect(prefixesOf(next.CommonPrefixes)).toEqual(['dé/'])
    })

    it.check('V1 after a common prefix goes on behind all its keys', async () => {
      const page = await listV1({ Delimiter: '/', MaxKeys: 1 })
      expect(page.NextMarker).toBe('a/')
      const next = await listV1({ Delimiter: '/', MaxKeys: 1, Marker: page.NextMarker })
      expect([keysOf(next.Contents), next.CommonPrefixes ?? []]).toEqual([['b'], []])
    })
  })
}

function keysOf(contents: { Key?: string }[] = []): string[] {
  return contents.map(({ Key = '' }) => Key)
}

function prefixesOf(prefixes: { Prefix?: string }[] = []): string[] {
  return prefixes.map(({ Prefix = '' }) => Prefix)
}

/** Amazon leaves open how a space and a slash are written. */
function encodedOnce(text = ''): string {
  return text.replaceAll('+', '%20').replaceAll('%2F', '/')
}
