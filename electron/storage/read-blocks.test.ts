import { expect, test } from 'vitest'
import { ReadBlocks } from './read-blocks.ts'

/** Lets bytes come as a socket does. */
function receive(blocks: ReadBlocks, text: string): void {
  blocks.came(blocks.room.write(text))
}

/** Lets so many bytes come that the block is full. */
function fill(blocks: ReadBlocks): void {
  blocks.came(blocks.room.fill('.').length)
}

test('what comes bit by bit is taken in one piece', () => {
  const blocks = new ReadBlocks()
  receive(blocks, 'head')
  receive(blocks, 'bo')
  receive(blocks, 'dy')
  blocks.skip('head'.length)
  expect(blocks.waiting.toString()).toBe('body')
  expect(blocks.take().toString()).toBe('body')
  expect(blocks.waiting).toHaveLength(0)
})

test('nothing is read over a piece that was taken, until it is given back', () => {
  const blocks = new ReadBlocks()
  const taken = ['one', 'two', 'three', 'four'].map(text => {
    receive(blocks, text)
    return blocks.take()
  })
  receive(blocks, 'five')
  expect(taken.map(String)).toEqual(['one', 'two', 'three', 'four'])
})

test('what was given back is read into again, from its beginning', () => {
  const blocks = new ReadBlocks()
  receive(blocks, 'head')
  receive(blocks, 'body')
  blocks.skip('head'.length)
  const piece = blocks.take()
  blocks.giveBack(piece)
  receive(blocks, 'more')
  const memory = blocks.take().buffer
  receive(blocks, 'again')
  const again = blocks.take()
  expect(memory).not.toBe(piece.buffer)
  expect(again.buffer).toBe(piece.buffer)
  expect(again.byteOffset).toBe(0)
  expect(again.toString()).toBe('again')
})

test('a block is full while there is still room, and then to its last byte', () => {
  const blocks = new ReadBlocks()
  expect(blocks.isFull).toBe(false)
  blocks.came(blocks.room.length - 1)
  expect(blocks.isFull).toBe(true)
  expect(blocks.room).toHaveLength(1)
  blocks.came(1)
  expect(() => blocks.room).toThrow(RangeError)
})

test('what nobody wants makes room for as much again', () => {
  const blocks = new ReadBlocks()
  const room = blocks.room.length
  fill(blocks)
  blocks.clear()
  expect(blocks.waiting).toHaveLength(0)
  expect(blocks.room).toHaveLength(room)
})
