import { CopyObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import { type Area, area } from '../area.ts'
import { BucketModel, compareUtf8, type ModelQuery } from '../bucket-model.ts'
import { outcome } from '../check.ts'
import { SeededRandom } from '../seeded-random.ts'
import { encodePath } from '../sigv4.ts'
import type { Subject } from '../subject.ts'

const STEPS = 200

/** Random puts, deletes, copies and listings in a row, against a model of a bucket. */
export function model(subject: Subject): void {
  area(subject, 'model', it => {
    for (const seed of [1, 2, 3]) {
      it.check(`${STEPS} random steps end like the model's, seed ${seed}`, async () => {
        const random = new SeededRandom(seed)
        const keys = Array.from({ length: 200 }, () => `${seed}/${random.key()}`)
        const model = new BucketModel()
        for (let step = 0; step < STEPS; step++) await take(it, model, random, keys, step)
        for (const key of model.keys()) expect(await it.text(key)).toBe(model.get(key))
        await expectSameList(it, model, { prefix: `${seed}/` })
      })
    }
  })
}

async function take(
  it: Area,
  model: BucketModel,
  random: SeededRandom,
  keys: readonly string[],
  step: number,
): Promise<void> {
  const key = random.pick(keys)
  const dice = random.below(10)
  if (dice < 5) {
    await it.put(key, `step ${step}`)
    model.put(key, `step ${step}`)
  } else if (dice < 7) {
    await it.delete(key)
    model.delete(key)
  } else if (dice < 8) {
    await copy(it, model, key, random.pick(keys))
  } else {
    const prefix = [...key].slice(0, 2 + random.below(4)).join('')
    const delimiter = random.pick(['/', 'a', ' '])
    const startAfter = random.pick(['', prefix, `${prefix}a`])
    const query = random.pick<ModelQuery>([
      { prefix, delimiter, maxKeys: 1 + random.below(10) },
      { prefix, delimiter },
      { prefix, startAfter },
    ])
    await expectSameList(it, model, query)
  }
}

async function copy(it: Area, model: BucketModel, from: string, to: string): Promise<void> {
  if (from === to) return
  const CopySource = `${it.bucket}/${encodePath(from)}`
  const copied = it.s3.send(new CopyObjectCommand({ Bucket: it.bucket, Key: to, CopySource }))
  const text = model.get(from)
  expect(await outcome(copied)).toBe(text === undefined ? '404 NoSuchKey' : 'accepted')
  if (text !== undefined) model.put(to, text)
}

async function expectSameList(it: Area, model: BucketModel, query: ModelQuery): Promise<void> {
  const {
    Contents = [],
    CommonPrefixes = [],
    IsTruncated,
  } = await it.s3.send(
    new ListObjectsV2Command({
      Bucket: it.bucket,
      Prefix: query.prefix,
      Delimiter: query.delimiter,
      StartAfter: query.startAfter,
      MaxKeys: query.maxKeys,
    }),
  )
  const keys = Contents.map(({ Key = '' }) => Key)
  const prefixes = CommonPrefixes.map(({ Prefix = '' }) => Prefix)
  const entries = [...keys, ...prefixes].sort(compareUtf8)
  expect({ query, entries, truncated: IsTruncated }).toEqual({ query, ...model.list(query) })
}
