import { CopyObjectCommand, DeleteObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import { type Area, area } from '../area.ts'
import { compareUtf8 } from '../bucket-model.ts'
import { outcome } from '../check.ts'
import { verdict } from '../raw-http.ts'
import { encodePath } from '../sigv4.ts'
import type { Subject } from '../subject.ts'

const ODD_KEYS = [
  'a space',
  ' leading space',
  'trailing space ',
  'two  spaces',
  'plus+plus',
  'percent%percent',
  'percent%20encoded',
  '%2F',
  '%',
  'question?mark',
  'hash#mark',
  'amp&ersand=equals',
  "single'quote",
  'double"quote',
  'back`tick',
  'back\\slash',
  'angle<b>racket',
  'brackets[](){}',
  'semi;colon:comma,at@',
  'pipe|caret^tilde~',
  'dollar$exclamation!star*',
  '/leading slash',
  '//two leading slashes',
  'double//slash',
  'trailing slash/',
  'trailing slashes//',
  '/',
  '.',
  '..',
  './dot first',
  '../dots first',
  'a/./b',
  'a/../b',
  'a/..',
  'a/.',
  '.hidden',
  'ü',
  'u\u0308',
  '日本語/ファイル',
  'אבג',
  '😀',
  '👩‍👩‍👧/🇨🇭',
  '\uFFFD\uE000',
  '\u{10FFFD}',
  'tab\there',
  'line\nbreak',
  'carriage\rreturn',
  'CON',
  'nul.txt',
  'constructor',
  '__proto__',
  'null',
  'k'.repeat(1024),
  '日'.repeat(341),
]

/** Keys are bytes: whatever was put is listed, read, copied and deleted under the same name. */
export function keys(subject: Subject): void {
  area(subject, 'keys', it => {
    for (const key of ODD_KEYS) {
      it.check(`${shown(key)} is put, listed, read, copied and deleted as it is`, async () => {
        await it.put(key, `body of ${key}`)
        expect(await listed(it, key)).toEqual([key])
        expect(await it.text(key)).toBe(`body of ${key}`)
        const CopySource = `${it.bucket}/${encodePath(key)}`
        const copy = new CopyObjectCommand({ Bucket: it.bucket, Key: 'copied', CopySource })
        await it.s3.send(copy)
        expect(await it.text('copied')).toBe(`body of ${key}`)
        await it.delete(key)
        expect(await listed(it, key)).toEqual([])
      })
    }

    it.check('all of them together are as many different objects', async () => {
      const Bucket = await subject.createBucket('together')
      for (const key of ODD_KEYS) await it.put(key, key, { Bucket })
      const list = new ListObjectsV2Command({ Bucket, EncodingType: 'url' })
      const { Contents = [] } = await it.s3.send(list)
      const found = Contents.map(({ Key = '' }) => decodeURIComponent(Key.replaceAll('+', ' ')))
      expect(found).toEqual([...ODD_KEYS].sort(compareUtf8))
      for (const key of ODD_KEYS) expect(await it.text(key, { Bucket })).toBe(key)
      const Objects = ODD_KEYS.map(Key => ({ Key }))
      const { Errors } = await it.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }))
      expect(Errors ?? []).toEqual([])
      expect((await it.s3.send(list)).KeyCount).toBe(0)
    })

    it.check('a key of 1,025 bytes is KeyTooLongError', async () => {
      expect(await outcome(it.put('k'.repeat(1025), 'x'))).toBe('400 KeyTooLongError')
      expect(await outcome(it.put(`${'日'.repeat(341)}kk`, 'x'))).toBe('400 KeyTooLongError')
    })

    it.check('a key and its folder marker are two objects', async () => {
      await it.put('both', 'file')
      await it.put('both/', 'marker')
      await it.put('both/child', 'child')
      expect([await it.text('both'), await it.text('both/'), await it.text('both/child')]).toEqual([
        'file',
        'marker',
        'child',
      ])
    })

    it.check('capitals matter', async () => {
      await it.put('Case', 'upper')
      await it.put('case', 'lower')
      expect([await it.text('Case'), await it.text('case')]).toEqual(['upper', 'lower'])
    })

    for (const [what, wire, key] of [
      ['a bare + in the path is a plus', 'wire+plus', 'wire+plus'],
      ['lower-case percent codes are the same key', 'wire%c3%bc', 'wireü'],
      ['percent codes of plain letters are those letters', '%77ire%2Dplain', 'wire-plain'],
      ['bare sub-delimiters are themselves', "wire!$'()*,;=:@", "wire!$'()*,;=:@"],
      ['dots in the path are not resolved', 'wire/a/../b', 'wire/a/../b'],
    ] as const) {
      it.check(`on the wire, ${what}`, async () => {
        const alter = () => ({ target: `/${it.bucket}/${wire}` })
        const sent = await it.raw({ method: 'PUT', key, body: 'wired', alter })
        expect(verdict(sent)).toBe('accepted')
        expect(await it.text(key)).toBe('wired')
        expect(await listed(it, key)).toEqual([key])
      })
    }
  })
}

/** The keys that begin with this one and are no longer than it. */
async function listed(it: Area, key: string): Promise<string[]> {
  const list = new ListObjectsV2Command({ Bucket: it.bucket, Prefix: key, EncodingType: 'url' })
  const { Contents = [] } = await it.s3.send(list)
  return Contents.map(({ Key = '' }) => decodeURIComponent(Key.replaceAll('+', ' '))).filter(
    found => found.length <= key.length,
  )
}

function shown(key: string): string {
  const text = JSON.stringify(key)
  return text.length > 40 ? `${text.slice(0, 8)}… of ${Buffer.byteLength(key)} bytes` : text
}
