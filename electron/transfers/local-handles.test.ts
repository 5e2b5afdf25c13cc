import { expect, test } from 'vitest'
import { LocalHandles } from './local-handles.ts'
import { PathSource } from './path-source.ts'

test('a window reaches only what it was given itself', () => {
  const handles = new LocalHandles()
  const dropped = handles.addPaths('one', ['/tmp/x'])
  const { handle } = handles.addFolder('one', '/tmp')
  expect(handles.folder('one', handle)).toBe('/tmp')
  expect(() => handles.source('two', dropped)).toThrow('no longer known')
  expect(() => handles.folder('two', handle)).toThrow('no longer known')
  expect(() => handles.source('one', handle)).toThrow('no longer known')
  expect(() => handles.folder('one', '/tmp')).toThrow('no longer known')
})

test('a window that goes away takes its handles along and closes its sources', () => {
  const handles = new LocalHandles()
  let closed = 0
  const source = new PathSource([])
  source.close = () => {
    closed += 1
  }
  const handle = handles.addSource('one', source)
  handles.leave('one')
  expect(closed).toBe(1)
  expect(() => handles.source('one', handle)).toThrow('no longer known')
})
