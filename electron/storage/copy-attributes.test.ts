import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '#shared/errors.ts'
import { copySourceHeader, keepingWhatGoes, type Optional } from './copy-attributes.ts'

test('every key comes back from the copy-source header as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), key => {
      const header = copySourceHeader('b', key)
      expect(header).toMatch(/^[\w.~/%-]*$/)
      expect(decodeURIComponent(header)).toBe(`b/${key}`)
    }),
    { seed: 4 },
  )
})

test('a copy goes without what the server refuses, and says so', async () => {
  const refused = new AppError({ code: 'invalid', message: 'No.', remedy: 'None.' })
  const without = (what: Optional) => async (kept: ReadonlySet<Optional>) => {
    if (kept.has(what)) throw refused
    return 'made'
  }
  const all: Optional[] = ['encryption', 'storage-class', 'tags']
  expect(await keepingWhatGoes(all, without('storage-class'))).toEqual({
    copied: 'made',
    dropped: ['storage-class'],
  })
  const always = keepingWhatGoes(all, () => Promise.reject(refused))
  await expect(always).rejects.toBe(refused)
})

test('a failure that is not about attributes is not tried without them', async () => {
  let tries = 0
  const busy = new AppError({ code: 'throttled', message: 'Busy.', remedy: 'Wait.' })
  const copy = keepingWhatGoes(['tags'], () => {
    tries += 1
    return Promise.reject(busy)
  })
  await expect(copy).rejects.toBe(busy)
  expect(tries).toBe(1)
})
