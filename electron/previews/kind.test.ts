import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kindOf } from './kind.ts'
import { isGzip } from './magic.ts'
import { pixelsOf } from './pixels.ts'
import { textEncodingOf } from './text-encoding.ts'

const named = (name: string, contentType?: string) => ({ name, contentType, complete: true })
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(
    parts.map(part => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))),
  )

describe('what an object is', () => {
  test.each([
    ['a picture that is called a text', bytes([0x89], 'PNG\r\n', [0x1a], '\n'), 'a.txt', 'image'],
    ['a page of HTML that is called a picture', bytes('<script>1</script>'), 'a.png', 'text'],
    ['a PDF with rubbish before it', bytes('\n\n', '%PDF-1.7\n'), 'x', 'pdf'],
    ['a wave file', bytes('RIFF', [0, 0, 0, 0], 'WAVEfmt '), 'x', 'audio'],
    ['a film', bytes([0, 0, 0, 24], 'ftypisom', [0, 0, 0, 0]), 'x', 'video'],
    ['a table of Parquet', bytes('PAR1', [0, 1]), 'x', 'parquet'],
    ['Markdown', bytes('# Title'), 'README.MD', 'markdown'],
    ['a drawing', bytes('<svg/>'), 'logo.svg', 'svg'],
    ['separated values', bytes('a,b\n1,2\n'), 'x.csv', 'table'],
    ['a name that JavaScript has a meaning for', bytes('x'), 'x.constructor', 'text'],
    ['nothing', bytes(), 'x.json', 'empty'],
    ['bytes', bytes([0, 1, 2, 3]), 'x.json', 'binary'],
  ])('%s', (_what, content, name, kind) => {
    expect(kindOf(content, named(name)).kind).toBe(kind)
  })

  test('the stored type decides where the name says nothing', () => {
    expect(kindOf(bytes('{}'), named('data', 'application/json; charset=utf-8')).kind).toBe('json')
    expect(kindOf(bytes('{}'), named('data.md', 'application/json')).kind).toBe('markdown')
  })

  test('anything at all has a kind', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (content, name) => {
        const { kind, encoding, mediaType } = kindOf(content, named(name))
        if (kind === 'binary' || kind === 'empty') expect(encoding ?? mediaType).toBeUndefined()
        else expect(encoding ?? mediaType).toBeDefined()
        if (mediaType) pixelsOf(content, mediaType)
      }),
      { seed: 3 },
    )
  })
})

describe('the encoding of a text', () => {
  test('is UTF-8 also when the last letter is cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(), (text, cut) => {
        fc.pre(!/[\p{Cc}\u007f]/u.test(text))
        const whole = Buffer.from(text)
        const part = whole.subarray(0, 1 + (cut % whole.length))
        expect(textEncodingOf(part, false)).toBe('utf-8')
      }),
      { seed: 4 },
    )
  })

  test('is what its mark says, else Western European where it is not UTF-8', () => {
    expect(textEncodingOf(Buffer.from('\ufeffhi', 'utf16le'), true)).toBe('utf-16le')
    expect(textEncodingOf(Buffer.from([0xfe, 0xff, 0, 0x68]), true)).toBe('utf-16be')
    expect(textEncodingOf(Buffer.from('für', 'latin1'), true)).toBe('windows-1252')
    expect(textEncodingOf(Buffer.from('für\0', 'latin1'), true)).toBeUndefined()
  })
})

test('a picture tells its size before it is decoded', () => {
  const png = Buffer.alloc(24)
  png.writeUInt32BE(60_000, 16)
  png.writeUInt32BE(50_000, 20)
  expect(pixelsOf(png, 'image/png')).toEqual({ width: 60_000, height: 50_000 })
  const jpeg = bytes(
    [0xff, 0xd8, 0xff, 0xe1, 0, 4, 1, 2],
    [0xff, 0xc2, 0, 11, 8, 0x01, 0x02, 0x03, 0x04, 1, 1, 17, 0],
  )
  expect(pixelsOf(jpeg, 'image/jpeg')).toEqual({ width: 0x304, height: 0x102 })
  expect(pixelsOf(jpeg.subarray(0, 12), 'image/jpeg')).toBeUndefined()
  const webp = bytes(
    'RIFF',
    [0, 0, 0, 0],
    'WEBPVP8X',
    [10, 0, 0, 0, 0, 0, 0, 0],
    [9, 0, 0, 4, 0, 0],
  )
  expect(pixelsOf(webp, 'image/webp')).toEqual({ width: 10, height: 5 })
})

test('gzip is known by its first bytes', () => {
  expect(isGzip(Buffer.from([0x1f, 0x8b, 8, 0]))).toBe(true)
  expect(isGzip(Buffer.from([0x1f, 0x8b]))).toBe(false)
})
