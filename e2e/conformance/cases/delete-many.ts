import { createHash } from 'node:crypto'
import { DeleteObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import { area } from '../area.ts'
import { outcome } from '../check.ts'
import { verdict } from '../raw-http.ts'
import type { Subject } from '../subject.ts'

/** DeleteObjects: up to a thousand keys in one request. */
export function deleteMany(subject: Subject): void {
  area(subject, 'delete-many', it => {
    const deleteKeys = (keys: string[], Quiet?: boolean) =>
      it.s3.send(
        new DeleteObjectsCommand({
          Bucket: it.bucket,
          Delete: { Objects: keys.map(Key => ({ Key })), Quiet },
        }),
      )
    const post = (xml: string, headers: Record<string, string>) =>
      it.raw({ method: 'POST', query: { delete: '' }, body: xml, headers })
    const md5 = (xml: string) => ({
      'content-md5': createHash('md5').update(xml).digest('base64'),
    })

    it.check('present and missing keys are both reported as deleted', async () => {
      await it.put('one', 'x')
      await it.put('two', 'x')
      const { Deleted = [], Errors } = await deleteKeys(['one', 'missing', 'two'])
      expect(Deleted.map(({ Key }) => Key).sort()).toEqual(['missing', 'one', 'two'])
      expect(Errors ?? []).toEqual([])
      expect(await outcome(it.head('one'))).toBe('404 NotFound')
    })

    it.check('quiet mode reports nothing but errors', async () => {
      await it.put('quiet', 'x')
      const { Deleted, Errors } = await deleteKeys(['quiet'], true)
      expect([Deleted ?? [], Errors ?? []]).toEqual([[], []])
      expect(await outcome(it.head('quiet'))).toBe('404 NotFound')
    })

    it.check('keys that need escaping in XML are deleted', async () => {
      const keys = ['a&b<c>"d\'', ' spaces ', 'new\nline', '%2F', 'päth/😀']
      for (const key of keys) await it.put(key, 'x')
      const { Deleted = [] } = await deleteKeys(keys)
      expect(Deleted.map(({ Key }) => Key).sort()).toEqual([...keys].sort())
      for (const key of keys) expect(await outcome(it.head(key))).toBe('404 NotFound')
    })

    it.check('a thousand keys go at once', async () => {
      const keys = Array.from({ length: 1000 }, (_, index) => `thousand/${index}`)
      for (const key of keys.slice(0, 20)) await it.put(key, 'x')
      const { Deleted = [] } = await deleteKeys(keys)
      expect(Deleted).toHaveLength(1000)
      const list = new ListObjectsV2Command({ Bucket: it.bucket, Prefix: 'thousand/' })
      expect((await it.s3.send(list)).KeyCount).toBe(0)
    })

    it.check('1,001 keys are MalformedXML', async () => {
      const keys = Array.from({ length: 1001 }, (_, index) => `${index}`)
      expect(await outcome(deleteKeys(keys))).toBe('400 MalformedXML')
    })

    it.check('a body that is not XML is MalformedXML', async () => {
      expect(verdict(await post('nonsense', md5('nonsense')))).toBe('400 MalformedXML')
    })

    it.check('an empty list is MalformedXML', async () => {
      const xml = '<Delete></Delete>'
      expect(verdict(await post(xml, md5(xml)))).toBe('400 MalformedXML')
    })

    it.check('a request without any checksum is InvalidRequest', async () => {
      const xml = '<Delete><Object><Key>kept</Key></Object></Delete>'
      await it.put('kept', 'x')
      expect(verdict(await post(xml, {}))).toBe('400 InvalidRequest')
      expect(await outcome(it.head('kept'))).toBe('accepted')
    })

    it.check('a wrong Content-MD5 is BadDigest and deletes nothing', async () => {
      const xml = '<Delete><Object><Key>guarded</Key></Object></Delete>'
      await it.put('guarded', 'x')
      expect(verdict(await post(xml, md5('other')))).toBe('400 BadDigest')
      expect(await outcome(it.head('guarded'))).toBe('accepted')
    })

    it.check('a Content-MD5 is enough', async () => {
      const xml =
        '<?xml version="1.0" encoding="UTF-8"?><Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Object><Key>by-md5</Key></Object></Delete>'
      await it.put('by-md5', 'x')
      expect(verdict(await post(xml, md5(xml)))).toBe('accepted')
      expect(await outcome(it.head('by-md5'))).toBe('404 NotFound')
    })
  })
}
