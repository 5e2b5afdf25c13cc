import { expect, test } from 'vitest'
import { AppError } from '#shared/errors.ts'
import type { ObjectHead, S3Object } from '#shared/s3.ts'
import { type NameSource, resolveName } from './resolve-name.ts'

const { signal } = new AbortController()

/** A bucket with these keys, that may be listed or only read. */
function bucketOf(keys: readonly string[], mayList = true): NameSource {
  const refuse = (code: 'denied' | 'not-found') =>
    Promise.reject(new AppError({ code, message: 'No.', remedy: 'None.' }))
  return {
    listPage: ({ prefix, maxKeys }) => {
      if (!mayList) return refuse('denied')
      const found = [...keys].sort().filter(key => key.startsWith(prefix))
      const objects = found.slice(0, maxKeys).map(key => ({ key }) as S3Object)
      return Promise.resolve({ objects, commonPrefixes: [] })
    },
    head: key =>
      keys.includes(key) ? Promise.resolve({ key } as ObjectHead) : refuse('not-found'),
  }
}

test('a name is the file of exactly that key, else the folder, else nothing', async () => {
  const bucket = bucketOf(['logs/2026/a.txt', 'logs-old/x', 'both', 'both/x', 'marker/'])
  const resolve = (name: string) => resolveName(bucket, name, signal)
  expect(await resolve('logs/2026/a.txt')).toEqual({ type: 'file', prefix: 'logs/2026/' })
  expect(await resolve('logs')).toEqual({ type: 'folder', prefix: 'logs/' })
  expect(await resolve('logs/2026/')).toEqual({ type: 'folder', prefix: 'logs/2026/' })
  expect(await resolve('marker')).toEqual({ type: 'folder', prefix: 'marker/' })
  expect(await resolve('both')).toEqual({ type: 'file', prefix: '' })
  expect(await resolve('both/')).toEqual({ type: 'folder', prefix: 'both/' })
  expect(await resolve('log')).toEqual({ type: 'nothing', prefix: '' })
  expect(await resolve('logs/nope/')).toEqual({ type: 'nothing', prefix: 'logs/nope/' })
})

test('the bucket itself is a folder, also when it is empty', async () => {
  expect(await resolveName(bucketOf([]), '', signal)).toEqual({ type: 'folder', prefix: '' })
})

test('keys that may read but not list still find a file by its whole name', async () => {
  const bucket = bucketOf(['a/b.txt'], false)
  expect(await resolveName(bucket, 'a/b.txt', signal)).toEqual({ type: 'file', prefix: 'a/' })
  await expect(resolveName(bucket, 'a/', signal)).rejects.toMatchObject({ code: 'denied' })
})
