import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Blobs } from './blobs.ts'

let folder: string
let blobs: Blobs

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pail-blobs-'))
  blobs = new Blobs(folder, { fsync: false })
})

afterEach(async () => {
  await blobs.settle()
  rmSync(folder, { recursive: true })
})

test('a body larger than memory is given goes to disk in batches and comes back the same', async () => {
  const writer = blobs.create()
  const pieces = Array.from({ length: 50 }, (_, index) => Buffer.alloc(65_536, index))
  for (const piece of pieces) await writer.write(piece)
  const whole = Buffer.concat(pieces)
  const segments = [{ blob: await writer.commit(), size: whole.length }]
  expect((await readAll(segments, 0, whole.length - 1)).equals(whole)).toBe(true)
  expect(readdirSync(join(folder, 'incoming'))).toEqual([])
})

test('any stretch of an object in parts can be read', async () => {
  const parts = ['hello ', 'wonderful ', 'world'].map(text => Buffer.from(text))
  const segments = parts.map(part => ({ blob: blobs.put(part), size: part.length }))
  const whole = Buffer.concat(parts)
  for (let start = 0; start < whole.length; start += 3) {
    for (let end = start; end < whole.length; end += 4) {
      const expected = whole.subarray(start, end + 1)
      expect(await readAll(segments, start, end)).toEqual(expected)
      expect(blobs.readShort(segments, start, end)).toEqual(expected)
    }
  }
})

test('what is deleted while it is read is read to its end, and gone after', async () => {
  const data = Buffer.alloc(1_000_000, 7)
  const segments = [{ blob: blobs.put(data), size: data.length }]
  const reader = blobs.read(segments, 0, data.length - 1)
  const first = Buffer.from((await reader.next()).value ?? [])
  blobs.remove(segments.map(segment => segment.blob))
  const rest: Buffer[] = []
  for await (const piece of reader) rest.push(Buffer.from(piece))
  expect(Buffer.concat([first, ...rest]).equals(data)).toBe(true)
  await blobs.settle()
  expect(() => blobs.readShort(segments, 0, 1)).toThrow('ENOENT')
})

test('a copy outlives its original', async () => {
  const original = blobs.put(Buffer.from('twice'))
  const copy = await blobs.duplicate(original)
  blobs.remove([original])
  await blobs.settle()
  expect(blobs.readShort([{ blob: copy, size: 5 }], 0, 4).toString()).toBe('twice')
})

test('what a crash left half written is swept at the next start', () => {
  writeFileSync(join(folder, 'incoming', 'left-over'), 'half a bo')
  blobs = new Blobs(folder, { fsync: false })
  expect(readdirSync(join(folder, 'incoming'))).toEqual([])
})

async function readAll(segments: { blob: string; size: number }[], start: number, end: number) {
  const pieces: Buffer[] = []
  for await (const piece of blobs.read(segments, start, end)) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}
