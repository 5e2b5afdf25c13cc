import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyOfLocalName, type LocalSystem, localPathFor, MAX_NAME_BYTES } from './local-names.ts'
import { NameClashes } from './name-clashes.ts'

const systems = ['linux', 'mac', 'windows'] as const

/** Keys made of what makes trouble, and of anything at all. */
const key = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        ...[
          '..',
          '.',
          '',
          '/',
          '\\',
          'C:',
          'CON',
          'nul.txt',
          'a',
          'A',
          'b',
          'é',
          'e\u0301',
          ' ',
          '%',
        ],
        ...[
          '%2E',
          '%25',
          '%00',
          '\0',
          '\n',
          ':',
          'x',
          '.txt',
          '%43',
          'ON',
          'ß',
          'SS',
          'ÿ'.repeat(140),
        ],
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map(parts => parts.join('')),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).filter(text => text.isWellFormed()),
)

describe.each(systems)('on %s', system => {
  test('no key leads out of the folder it is downloaded to', () => {
    fc.assert(
      fc.property(key, text => {
        for (const segment of localPathFor(text, system).segments) {
          expect(segment).not.toMatch(unsafe(system))
          expect(['', '.', '..']).not.toContain(segment)
          expect(new TextEncoder().encode(segment).length).toBeLessThanOrEqual(MAX_NAME_BYTES)
        }
      }),
      { seed: 5, numRuns: 2000 },
    )
  })

  test('a local path leads back to its key', () => {
    fc.assert(
      fc.property(
        key.filter(text => text.split('/').every(part => part.length < 60)),
        text => {
          const { segments, renamed } = localPathFor(text, system)
          expect(segments.map(name => keyOfLocalName(name, system)).join('/')).toBe(text)
          expect(renamed === undefined).toBe(segments.join('/') === text)
        },
      ),
      { seed: 6, numRuns: 2000 },
    )
  })

  test('different keys of a batch never share a path, and no file stands where a folder must', () => {
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 30 }), keys => {
        const names = new NameClashes(system)
        const files = keys.map(text => names.file(text).segments.join('/'))
        const same = files.map(path => comparable(path, system))
        expect(new Set(same).size).toBe(keys.length)
        for (const path of same) {
          expect(same.some(other => other.startsWith(`${path}/`))).toBe(false)
        }
      }),
      { seed: 7, numRuns: 1000 },
    )
  })
})

test('names that only look encoded stay as they are', () => {
  for (const system of systems) {
    expect(localPathFor('my%20file 100%.txt', system)).toEqual({
      segments: ['my%20file 100%.txt'],
      renamed: undefined,
    })
  }
})

test('traversal becomes plain names', () => {
  expect(localPathFor('../../x', 'linux').segments).toEqual(['%2E%2E', '%2E%2E', 'x'])
  expect(localPathFor('/etc/passwd', 'linux').segments).toEqual(['%', 'etc', 'passwd'])
  expect(localPathFor('C:\\x', 'windows').segments).toEqual(['C%3A%5Cx'])
})

test('device names of Windows are told from names that start like them', () => {
  expect(localPathFor('CON', 'windows').segments).toEqual(['%43ON'])
  expect(localPathFor('nul.tar.gz', 'windows').segments).toEqual(['%6Eul.tar.gz'])
  expect(localPathFor('console', 'windows').segments).toEqual(['console'])
  expect(localPathFor('notes. ', 'windows').segments).toEqual(['notes.%20'])
})

test('twins get a number where the file system cannot tell them apart', () => {
  const names = new NameClashes('mac')
  expect(names.file('Photos/a.jpg').segments).toEqual(['Photos', 'a.jpg'])
  expect(names.file('photos/A.jpg').segments).toEqual(['photos (2)', 'A.jpg'])
  expect(names.file('photos/a.JPG')).toMatchObject({ segments: ['photos (2)', 'a (2).JPG'] })
  expect(names.file('caf\u00e9').segments).toEqual(['caf\u00e9'])
  expect(names.file('cafe\u0301').segments).toEqual(['cafe\u0301 (2)'])
})

test('a file gives way to the folder that has its name already', () => {
  const names = new NameClashes('linux')
  expect(names.file('a/b').segments).toEqual(['a', 'b'])
  expect(names.file('a').segments).toEqual(['a (2)'])
  expect(names.folder('a').segments).toEqual(['a'])
})

function unsafe(system: LocalSystem): RegExp {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  return system === 'windows' ? /[\0-\x1f\x7f/\\:*?"<>|]|[. ]$|^(con|nul)(\.|$)/i : /[\0-\x1f\x7f/]/
}

function comparable(path: string, system: LocalSystem): string {
  if (system === 'linux') return path
  return system === 'mac' ? path.normalize('NFD').toLowerCase() : path.toUpperCase()
}
