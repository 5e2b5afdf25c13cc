import {
  DeleteObjectTaggingCommand,
  GetObjectTaggingCommand,
  PutObjectTaggingCommand,
  type Tag,
} from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import { area } from '../area.ts'
import { outcome } from '../check.ts'
import { verdict } from '../raw-http.ts'
import type { Subject } from '../subject.ts'

/** Tags on objects. */
export function tagging(subject: Subject): void {
  area(subject, 'tagging', it => {
    const setTags = (key: string, tags: Tag[]) =>
      it.s3.send(
        new PutObjectTaggingCommand({ Bucket: it.bucket, Key: key, Tagging: { TagSet: tags } }),
      )
    const tags = async (key: string): Promise<Tag[]> => {
      const get = new GetObjectTaggingCommand({ Bucket: it.bucket, Key: key })
      const { TagSet = [] } = await it.s3.send(get)
      return TagSet.sort((a, b) => (a.Key ?? '').localeCompare(b.Key ?? ''))
    }
    const numbered = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: String(index) }))

    it.check('tags are set, read and replaced as a whole', async () => {
      await it.put('set', 'x')
      await setTags('set', [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '' },
      ])
      expect(await tags('set')).toEqual([
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '' },
      ])
      await setTags('set', [{ Key: 'c', Value: '3' }])
      expect(await tags('set')).toEqual([{ Key: 'c', Value: '3' }])
    })

    it.check('an object without tags has an empty set', async () => {
      await it.put('untagged', 'x')
      expect(await tags('untagged')).toEqual([])
    })

    it.check('tags are removed', async () => {
      await it.put('removed', 'x', { Tagging: 'a=1' })
      await it.s3.send(new DeleteObjectTaggingCommand({ Bucket: it.bucket, Key: 'removed' }))
      expect(await tags('removed')).toEqual([])
    })

    it.check('a put may bring tags', async () => {
      await it.put('brought', 'x', { Tagging: 'a=1&b=two%20words&c%2Bd=e%26f' })
      expect(await tags('brought')).toEqual([
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: 'two words' },
        { Key: 'c+d', Value: 'e&f' },
      ])
    })

    it.check('a put without tags drops the old ones', async () => {
      await it.put('overwritten', 'x', { Tagging: 'a=1' })
      await it.put('overwritten', 'y')
      expect(await tags('overwritten')).toEqual([])
    })

    it.check('GET counts the tags', async () => {
      await it.put('counted', 'x', { Tagging: 'a=1&b=2' })
      expect((await it.get('counted')).TagCount).toBe(2)
    })

    it.check('setting tags keeps bytes, ETag and metadata', async () => {
      const { ETag } = await it.put('kept', 'x', { Metadata: { m: '1' } })
      await setTags('kept', [{ Key: 'a', Value: '1' }])
      const head = await it.head('kept')
      expect([head.ETag, head.Metadata, await it.text('kept')]).toEqual([ETag, { m: '1' }, 'x'])
    })

    it.check('tags may use letters of any script, spaces and + - = . _ : / @', async () => {
      const odd = [{ Key: 'Größe + - = . _ : / @', Value: '日本 値' }]
      await it.put('odd', 'x')
      await setTags('odd', odd)
      expect(await tags('odd')).toEqual(odd)
    })

    it.check('ten tags are accepted, eleven are refused', async () => {
      await it.put('eleven', 'x')
      expect(await outcome(setTags('eleven', numbered(10)))).toBe('accepted')
      expect(await outcome(setTags('eleven', numbered(11)))).toMatch(
        /^400 (BadRequest|InvalidTag)$/,
      )
    })

    it.check('the same tag twice is InvalidTag', async () => {
      await it.put('twice', 'x')
      const twice = [
        { Key: 'a', Value: '1' },
        { Key: 'a', Value: '2' },
      ]
      expect(await outcome(setTags('twice', twice))).toBe('400 InvalidTag')
    })

    it.check('a tag key of 129 characters is InvalidTag', async () => {
      await it.put('long', 'x')
      const set = setTags('long', [{ Key: 'k'.repeat(129), Value: '' }])
      expect(await outcome(set)).toBe('400 InvalidTag')
    })

    it.check('a tag value of 257 characters is InvalidTag', async () => {
      await it.put('long-value', 'x')
      const set = setTags('long-value', [{ Key: 'k', Value: 'v'.repeat(257) }])
      expect(await outcome(set)).toBe('400 InvalidTag')
    })

    it.check('tags that are not XML are MalformedXML', async () => {
      await it.put('malformed', 'x')
      const query = { tagging: '' }
      const sent = it.raw({ method: 'PUT', key: 'malformed', query, body: 'nonsense' })
      expect(verdict(await sent)).toBe('400 MalformedXML')
    })

    it.check('tags of a missing object are NoSuchKey', async () => {
      expect(await outcome(tags('missing'))).toBe('404 NoSuchKey')
      expect(await outcome(setTags('missing', numbered(1)))).toBe('404 NoSuchKey')
    })
  })
}
