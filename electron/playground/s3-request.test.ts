import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { S3Request } from './s3-request.ts'

describe('the key of a request is taken exactly as it was sent', () => {
  test.each([
    ['/bucket/a/b.txt', 'a/b.txt'],
    ['/bucket//leading', '/leading'],
    ['/bucket/a//b', 'a//b'],
    ['/bucket/trailing/', 'trailing/'],
    ['/bucket/./a/../b', './a/../b'],
    ['/bucket/..', '..'],
    ['/bucket/a%2Fb%20c+d%2B%25', 'a/b c+d+%'],
    ['/bucket/%F0%9F%A6%8A%22%27', '🦊"\''],
    ['http://127.0.0.1:1/bucket/absolute', 'absolute'],
  ])('%s', (target, key) => {
    expect(request(target)).toMatchObject({ bucket: 'bucket', key })
  })
})

test('a bucket in the host name leaves the whole path to the key', () => {
  expect(request('//a/b', 'photos.localhost:9000')).toMatchObject({ bucket: 'photos', key: '/a/b' })
  expect(request('/', 'photos.s3.localhost')).toMatchObject({ bucket: 'photos', key: undefined })
  expect(request('/photos/a', 's3.localhost')).toMatchObject({ bucket: 'photos', key: 'a' })
  expect(request('/photos/a', '127.0.0.1:80')).toMatchObject({ bucket: 'photos', key: 'a' })
})

test('a key of 1,024 bytes is taken, one of 1,025 is not', () => {
  expect(request(`/bucket/${'é'.repeat(512)}`.replaceAll('é', '%C3%A9')).key).toHaveLength(512)
  expect(() => request(`/bucket/${'a'.repeat(1025)}`)).toThrow('too long')
})

test('a target that is not UTF-8 is refused', () => {
  expect(() => request('/bucket/%ff')).toThrow('parse the specified URI')
  expect(() => request('/bucket/%zz')).toThrow('parse the specified URI')
})

test('a presigned request may carry headers as parameters, an ordinary one may not', () => {
  const query = 'x-amz-meta-color=gr%C3%BCn'
  const presigned = request(`/bucket/key?X-Amz-Signature=1&${query}`)
  expect(Buffer.from(presigned.header('x-amz-meta-color') ?? '', 'latin1').toString()).toBe('grün')
  expect(request(`/bucket/key?${query}`).header('x-amz-meta-color')).toBeUndefined()
})

function request(target: string, host = '127.0.0.1:9000'): S3Request {
  const incoming = new IncomingMessage(new Socket())
  incoming.method = 'GET'
  incoming.url = target
  incoming.headers = { host }
  return new S3Request(incoming)
}
