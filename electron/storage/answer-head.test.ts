import { expect, test } from 'vitest'
import { plainHead } from './answer-head.ts'

const bytes = (...lines: string[]) => Buffer.from(lines.join('\r\n'), 'latin1')
const OK = 'HTTP/1.1 200 OK'
const LENGTH = 'Content-Length: 5'

test('tells what an answer says of the body that follows', () => {
  const head = bytes(
    'HTTP/1.1 206 Partial Content',
    LENGTH,
    'ETag: "e"',
    'X-Name: Zo\xeb \t',
    '',
    '',
  )
  expect(plainHead(Buffer.concat([head, Buffer.from('hello')]))).toEqual({
    statusCode: 206,
    reason: 'Partial Content',
    headers: { 'content-length': '5', etag: '"e"', 'x-name': 'Zo\xeb' },
    length: head.length,
    bodyLength: 5,
    staysOpen: true,
  })
})

test('takes no byte of the body for the head', () => {
  const head = bytes(OK, LENGTH, '', '')
  const answer = Buffer.concat([head, Buffer.from('\r\n\r\n!')])
  expect(plainHead(answer)).toMatchObject({ length: head.length, bodyLength: 5 })
})

test.each([
  ['no reason', bytes('HTTP/1.1 200', LENGTH, '', ''), { reason: '' }],
  ['an empty body', bytes(OK, 'content-length:0', '', ''), { bodyLength: 0 }],
  ['a field without a value', bytes(OK, LENGTH, 'x-empty:', '', ''), { statusCode: 200 }],
  ['a field that comes twice', bytes(OK, LENGTH, 'via: a', 'Via: b', '', ''), { statusCode: 200 }],
  ['a field named as what all objects have', bytes(OK, LENGTH, '__proto__: x', '', ''), {}],
])('an answer may have %s', (_, answer, expected) => {
  expect(plainHead(answer)).toMatchObject(expected)
})

test('what is said twice is one value', () => {
  const head = plainHead(bytes(OK, LENGTH, 'Via: a', 'via: b', '', ''))
  expect(head).toMatchObject({ headers: { via: 'a, b' } })
})

test.each(['close', 'Close', 'keep-alive, close'])('“%s” ends the connection', connection => {
  const answer = bytes(OK, LENGTH, `Connection: ${connection}`, '', '')
  expect(plainHead(answer)).toMatchObject({ staysOpen: false })
})

test('waits for the rest of a head, wherever it was cut', () => {
  const head = bytes(OK, LENGTH, 'etag: "e"', '', '')
  for (let length = 0; length < head.length; length += 1) {
    expect(plainHead(head.subarray(0, length))).toBe('incomplete')
  }
})

test.each([
  ['another status', bytes('HTTP/1.1 404 Not Found', LENGTH, '', '')],
  ['an answer before the answer', bytes('HTTP/1.1 100 Continue', '', '')],
  ['no content', bytes('HTTP/1.1 204 No Content', '', '')],
  ['an older HTTP', bytes('HTTP/1.0 200 OK', LENGTH, '', '')],
  ['a body that ends with the connection', bytes(OK, 'etag: "e"', '', '')],
  ['a body in chunks', bytes(OK, 'Transfer-Encoding: chunked', '', '')],
  ['a body in chunks and a length', bytes(OK, LENGTH, 'Transfer-Encoding: chunked', '', '')],
  ['two lengths', bytes(OK, LENGTH, LENGTH, '', '')],
  ['two lengths in one', bytes(OK, 'Content-Length: 5, 5', '', '')],
  ['a length with a sign', bytes(OK, 'Content-Length: +5', '', '')],
  ['a negative length', bytes(OK, 'Content-Length: -5', '', '')],
  ['a length that is no number', bytes(OK, 'Content-Length: 0x5', '', '')],
  [
    'a length no number is large enough for',
    bytes(OK, `Content-Length: ${'9'.repeat(16)}`, '', ''),
  ],
  ['two ETags', bytes(OK, LENGTH, 'etag: "a"', 'ETag: "b"', '', '')],
  ['another protocol from now on', bytes(OK, LENGTH, 'Upgrade: h2c', '', '')],
  ['a folded field', bytes(OK, LENGTH, 'x-a: b', ' c', '', '')],
  ['a space before the colon', bytes(OK, 'Content-Length : 5', '', '')],
  ['a line that is no field', bytes(OK, LENGTH, 'hello', '', '')],
  ['a line feed in a field', bytes(OK, LENGTH, 'x-a: b\nx-b: c', '', '')],
  ['a carriage return in a field', bytes(OK, LENGTH, 'x-a: b\rx-b: c', '', '')],
  ['a zero byte in a field', bytes(OK, LENGTH, 'x-a: \0', '', '')],
])('%s is for Node’s client', (_, answer) => {
  expect(plainHead(answer)).toBe('unusual')
})

test.each([
  ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ['the first letter of one', 'S'],
  ['another status', 'HTTP/1.1 503'],
  ['lines that end without a carriage return', 'HTTP/1.1 200 OK\nContent'],
])('%s shows before a head ends', (_, start) => {
  expect(plainHead(Buffer.from(start))).toBe('unusual')
})
