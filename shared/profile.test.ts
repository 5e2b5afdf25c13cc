import { expect, test } from 'vitest'
import { Endpoint } from './profile.ts'

const taken = (url: string) => {
  const parsed = Endpoint.safeParse({ type: 'custom', url })
  return parsed.success && parsed.data.type === 'custom' ? parsed.data.url : undefined
}

test('an endpoint is a URL with a host, perhaps a port and a path, exactly as it was typed', () => {
  for (const url of [
    'https://s3.example.com',
    'http://127.0.0.1:9000',
    'http://[::1]:9000/base/',
    'HTTP://minio',
    'https://bücher.example',
  ]) {
    expect(taken(url)).toBe(url)
  }
  expect(taken(' https://s3.example.com ')).toBe('https://s3.example.com')
})

test('what no client could connect to is refused before anything is sent', () => {
  for (const url of [
    '',
    's3.example.com',
    'ftp://s3.example.com',
    'https://',
    'http://host:99999',
    'https://[::',
    'http://%zz',
    'http://1.2.3.4.5',
    'http://a b',
    'http://\u0000',
    'https://user:pass@host',
    'https://host?list-type=2',
    'https://host#part',
    'javascript:alert(1)',
  ]) {
    expect(taken(url), url).toBeUndefined()
  }
})
