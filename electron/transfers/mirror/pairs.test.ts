import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareKeys } from '#shared/key-order.ts'
import { pairs } from './pairs.ts'

async function* streamed(names: readonly string[]) {
  for (const name of names) yield { name }
}

/** Pages of two names, with an empty one after each. */
async function* paged(names: readonly string[]) {
  for (let at = 0; at < names.length; at += 2) {
    yield names.slice(at, at + 2).map(name => ({ name }))
    yield []
  }
}

async function paired(locals: readonly string[], objects: readonly string[]) {
  const found: string[] = []
  for await (const pair of pairs(streamed(locals), paged(objects))) {
    if (pair.on === 'both') expect(pair.local.name).toBe(pair.object.name)
    found.push(`${pair.on} ${pair.on === 'local' ? pair.local.name : pair.object.name}`)
  }
  return found
}

test('every name comes once, in key order, with the sides that have it', async () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.', 'é', '\u{1f600}', '\uffee') })
  const names = fc.uniqueArray(name).map(all => all.toSorted(compareKeys))
  await fc.assert(
    fc.asyncProperty(names, names, async (locals, objects) => {
      const all = [...new Set([...locals, ...objects])].toSorted(compareKeys)
      const expected = all.map(each => {
        if (!locals.includes(each)) return `object ${each}`
        return `${objects.includes(each) ? 'both' : 'local'} ${each}`
      })
      expect(await paired(locals, objects)).toEqual(expected)
    }),
    { seed: 11 },
  )
})

test('what is on one side knows what comes next on the other', async () => {
  const ahead: (string | undefined)[] = []
  for await (const pair of pairs(streamed(['a/x', 'c']), paged(['a/', 'b']))) {
    if (pair.on !== 'both') ahead.push(pair.ahead)
  }
  expect(ahead).toEqual(['a/x', 'b', 'c', undefined])
})
