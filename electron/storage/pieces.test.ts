import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { lengthOf, piecesOf } from './pieces.ts'

const KiB = 1024

async function read(stream: Readable) {
  const pieces: Buffer[] = []
  let error: unknown
  try {
    for await (const piece of piecesOf(stream)) {
      expect(lengthOf(piece)).toBe(Buffer.concat(piece).length)
      pieces.push(Buffer.concat(piece))
    }
  } catch (thrown) {
    error = thrown
  }
  return { pieces, error }
}

function chunks(count: number, size: number): Buffer[] {
  return Array.from({ length: count }, (_, at) => Buffer.alloc(size, at % 251))
}

test('many chunks come as few pieces, and all their bytes in order', async () => {
  const all = chunks(200, 64 * KiB)
  const { pieces, error } = await read(Readable.from(all))
  expect(error).toBeUndefined()
  expect(Buffer.concat(pieces).equals(Buffer.concat(all))).toBe(true)
  expect(pieces.length).toBeLessThanOrEqual(50)
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(512 * KiB)
})

test('tiny chunks never are more than one write takes', async () => {
  const source = Readable.from(chunks(3000, 1))
  for await (const piece of piecesOf(source)) expect(piece.length).toBeLessThan(1024)
})

test('what came before a failure is given, then the failure', async () => {
  const failure = new Error('broken off')
  const source = Readable.from(
    (async function* () {
      yield* chunks(3, 10)
      throw failure
    })(),
  )
  const { pieces, error } = await read(source)
  expect(Buffer.concat(pieces)).toHaveLength(30)
  expect(error).toBe(failure)
})

test('a line that is slow gives what there is', async () => {
  const source = new PassThrough()
  source.write('some')
  for await (const piece of piecesOf(source)) {
    expect(String(Buffer.concat(piece))).toBe('some')
    break
  }
  expect(source.destroyed).toBe(true)
})

test('a stream that is over by now is no reason to wait', async () => {
  const ended = Readable.from([Buffer.from('x')])
  await buffer(ended)
  expect(await read(ended)).toEqual({ pieces: [], error: undefined })
  const broken = new PassThrough()
  broken.on('error', () => undefined).destroy(new Error('gone'))
  await new Promise(resolve => broken.once('close', resolve))
  expect((await read(broken)).error).toEqual(new Error('gone'))
  const closed = new PassThrough()
  closed.destroy()
  expect((await read(closed)).error).toBeInstanceOf(Error)
})
