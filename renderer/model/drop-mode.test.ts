import { expect, test } from 'vitest'
import { type DragKeys, dropMode } from './drop-mode.ts'

const keys = (held: Partial<DragKeys> = {}): DragKeys => ({
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

test('rows move within a bucket and are copied to another one, unless a key says otherwise', () => {
  expect(dropMode(keys(), 'other', true)).toEqual({ mode: 'move', hint: 'Ctrl copies' })
  expect(dropMode(keys(), 'other', false)).toEqual({ mode: 'copy', hint: 'Shift moves' })
  expect(dropMode(keys({ ctrlKey: true }), 'other', true)).toEqual({ mode: 'copy' })
  expect(dropMode(keys({ shiftKey: true }), 'other', false)).toEqual({ mode: 'move' })
})

test('a Mac copies by Option, and Control means nothing there', () => {
  expect(dropMode(keys(), 'mac', true)).toEqual({ mode: 'move', hint: 'Option copies' })
  expect(dropMode(keys({ altKey: true }), 'mac', true)).toEqual({ mode: 'copy' })
  expect(dropMode(keys({ ctrlKey: true }), 'mac', true).mode).toBe('move')
})

test('with both keys held nothing goes away', () => {
  expect(dropMode(keys({ ctrlKey: true, shiftKey: true }), 'other', true).mode).toBe('copy')
})
