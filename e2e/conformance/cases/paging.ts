import { ListObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { beforeAll, expect } from 'vitest'
import { type Area, area } from '../area.ts'
import { BucketModel, compareUtf8, type ModelQuery } from '../bucket-model.ts'
import { SeededRandom } from '../seeded-random.ts'
import type { Subject } from '../subject.ts'

const KEYS = 2_500

/** A bucket of 2,500 random keys, read in pages of every size, against a model. */
export function paging(subject: Subject): void {
  area(subject, 'paging', it => {
    const model = new BucketModel()
    beforeAll(async () => {
      const random = new SeededRandom(20_240_117)
      while (model.keys().length < KEYS) {
        for (let left = KEYS - model.keys().length; left > 0; left--) model.put(random.key(), '')
      }
      const keys = model.keys()
      const fill = async (): Promise<void> => {
        for (let key = keys.pop(); key !== undefined; key = keys.pop()) await it.put(key, '')
      }
      await Promise.all(Array.from({ length: 16 }, fill))
    })

    it.check('all 2,500 keys come once, in order, a thousand a page', async () => {
      const pages = await pagesV2(it, {})
      expect(pages.map(page => page.length)).toEqual([1000, 1000, 500])
      expect(pages.flat()).toEqual(model.keys())
    })

    it.check('max-keys beyond 1,000 still gives a thousand', async () => {
      const list = new ListObjectsV2Command({ Bucket: it.bucket, MaxKeys: 5000 })
      const { Contents = [], KeyCount, IsTruncated } = await it.s3.send(list)
      expect([Contents.length, KeyCount, IsTruncated]).toEqual([1000, 1000, true])
    })

    it.check('V1 pages come once, in order', async () => {
      expect((await pagesV1(it, {})).flat()).toEqual(model.keys())
    })

    it.check('pages of random sizes are those of the model', async () => {
      const random = new SeededRandom(7)
      for (let round = 0; round < 12; round++) {
        const startAfter = random.pick(model.keys())
        const maxKeys = 1 + random.below(400)
        const [page] = await pagesV2(it, { startAfter, maxKeys }, 1)
        expect(page).toEqual(model.list({ startAfter, maxKeys }).entries)
      }
    })

    it.check('folders of the root, page by page, are those of the model', async () => {
      const query = { delimiter: '/', maxKeys: 300 }
      const expected = model.list({ delimiter: '/', maxKeys: Number.POSITIVE_INFINITY }).entries
      expect((await pagesV2(it, query)).flat()).toEqual(expected)
      expect((await pagesV1(it, query)).flat()).toEqual(expected)
    })

    it.check('folders below random prefixes are those of the model', async () => {
      const random = new SeededRandom(11)
      for (let round = 0; round < 25; round++) {
        const key = random.pick(model.keys())
        const prefix = [...key].slice(0, 1 + random.below(3)).join('')
        const delimiter = random.pick(['/', 'a', '日', '😀'])
        const expected = model.list({ prefix, delimiter }).entries
        expect((await pagesV2(it, { prefix, delimiter, maxKeys: 7 })).flat()).toEqual(expected)
      }
    })

    it.check('the same pages come with encoding-type url', async () => {
      const found: string[] = []
      let token: string | undefined
      do {
        const page = await it.s3.send(
          new ListObjectsV2Command({
            Bucket: it.bucket,
            EncodingType: 'url',
            ContinuationToken: token,
          }),
        )
        for (const { Key = '' } of page.Contents ?? []) {
          found.push(decodeURIComponent(Key.replaceAll('+', ' ')))
        }
        token = page.NextContinuationToken
      } while (token !== undefined)
      expect(found).toEqual(model.keys())
    })
  })
}

async function pagesV2(it: Area, query: ModelQuery, limit = 1000): Promise<string[][]> {
  const pages: string[][] = []
  let token: string | undefined
  do {
    const page = await it.s3.send(
      new ListObjectsV2Command({
        Bucket: it.bucket,
        Prefix: query.prefix,
        Delimiter: query.delimiter,
        StartAfter: query.startAfter,
        MaxKeys: query.maxKeys,
        ContinuationToken: token,
      }),
    )
    pages.push(merged(page))
    token = page.NextContinuationToken
  } while (token !== undefined && pages.length < limit)
  return pages
}

async function pagesV1(it: Area, query: ModelQuery): Promise<string[][]> {
  const pages: string[][] = []
  let marker: string | undefined
  do {
    const page = await it.s3.send(
      new ListObjectsCommand({
        Bucket: it.bucket,
        Prefix: query.prefix,
        Delimiter: query.delimiter,
        MaxKeys: query.maxKeys,
        Marker: marker,
      }),
    )
    const entries = merged(page)
    pages.push(entries)
    marker = page.IsTruncated ? (page.NextMarker ?? entries.at(-1)) : undefined
  } while (marker !== undefined)
  return pages
}

function merged(page: {
  Contents?: { Key?: string }[]
  CommonPrefixes?: { Prefix?: string }[]
}): string[] {
  const keys = (page.Contents ?? []).map(({ Key = '' }) => Key)
  const prefixes = (page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix)
  return prefixes.length === 0 ? keys : [...keys, ...prefixes].sort(compareUtf8)
}
