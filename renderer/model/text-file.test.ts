import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTextFile, writeTextFile } from './text-file.ts'

test('a text that is opened and saved unchanged has the same bytes', () => {
  const format = fc.record({
    encoding: fc.constantFrom('utf-8' as const, 'utf-16le' as const, 'utf-16be' as const),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    mark: fc.boolean(),
  })
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme' })),
      format,
      (lines, { encoding, lineEnd, mark }) => {
        fc.pre(mark || encoding === 'utf-8')
        const text = lines.map(line => line.replaceAll(/[\r\n\ufeff]/g, '')).join(lineEnd)
        const bytes = writeTextFile(text, { encoding, mark, lineEnd: '\n' })
        const file = readTextFile(bytes)
        expect(file?.text).toBe(text)
        expect(file && [...writeTextFile(file.text, file.format)]).toEqual([...bytes])
        // What an editor makes of it: lines, joined again by what the format says.
        if (file && lines.length > 1 && lines.join('') !== '') {
          expect(file.text.split(file.format.lineEnd).join(file.format.lineEnd)).toBe(text)
        }
      },
    ),
    { seed: 6 },
  )
})

test('line ends are known, and mixed ones are kept letter by letter', () => {
  const end = (text: string) => readTextFile(new TextEncoder().encode(text))?.format.lineEnd
  expect(end('a\nb')).toBe('\n')
  expect(end('a\r\nb\r\n')).toBe('\r\n')
  expect(end('a\rb')).toBe('\r')
  expect(end('a\r\nb\n')).toBe('\n')
})

test('bytes that are no text are not opened as one', () => {
  expect(readTextFile(new Uint8Array([0x66, 0xfc, 0x72]))).toBeUndefined()
  expect(readTextFile(new Uint8Array([0xff, 0xfe, 0x41]))).toBeUndefined()
  expect(readTextFile(new Uint8Array())?.text).toBe('')
})
