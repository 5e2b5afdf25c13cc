import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test('a line of CSV quotes what would end a cell, and leaves out what is not known', () => {
  expect(csvLine(['a,b', 'say "hi"', 'two\nlines', 12, undefined, 'plain'])).toBe(
    '"a,b","say ""hi""","two\nlines",12,,plain\r\n',
  )
})

test('no name becomes a formula', () => {
  const sign = fc.constantFrom('=', '+', '-', '@', '\t', '\r')
  fc.assert(
    fc.property(sign, fc.string(), (first, rest) => {
      const cell = csvLine([first + rest])
      expect(cell.replace(/^"/, '')).toMatch(/^'/)
    }),
    { seed: 26 },
  )
  expect(csvLine(["=cmd|'/C calc'!A0"])).toBe("'=cmd|'/C calc'!A0\r\n")
})

test('every cell can be read back', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 2 }), cells => {
      const safe = cells.map(cell => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))
      expect(readLine(csvLine(cells))).toEqual(safe)
    }),
    { seed: 27 },
  )
})

function readLine(line: string): string[] {
  const cells = `,${line.slice(0, -2)}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,"]*))/g)
  return Array.from(cells, ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain)
}
