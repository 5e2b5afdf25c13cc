import { expect, test } from 'vitest'
import { DEFAULT_UPLOAD_RULES } from '#shared/upload-rules.ts'
import { leftOutBy, leftOutWithin } from './left-out.ts'

const rules = { ...DEFAULT_UPLOAD_RULES, leaveOut: ['*.tmp', 'node_modules', 'site/build/**'] }

test('what systems keep for themselves is left out, unless it is wanted', () => {
  const leftOut = leftOutBy(DEFAULT_UPLOAD_RULES)
  for (const name of ['a/.DS_Store', 'Thumbs.db', 'deep/er/desktop.ini', 'DESKTOP.INI']) {
    expect(leftOut(name), name).toContain('system')
  }
  expect(leftOut('a/.DS_Store.txt')).toBeUndefined()
  expect(leftOutBy({ ...DEFAULT_UPLOAD_RULES, leaveOutLitter: false })('.DS_Store')).toBeUndefined()
})

test.each([
  ['a/b.tmp', '*.tmp'],
  ['B.TMP', '*.tmp'],
  ['app/node_modules', 'node_modules'],
  ['site/build/x/y.js', 'site/build/**'],
])('%s is left out by %s', (path, pattern) => {
  expect(leftOutBy(rules)(path)).toContain(pattern)
})

test.each(['a.tmp.txt', 'my node_modules', 'build/x.js', 'node_modules.zip'])(
  '%s goes up',
  path => {
    expect(leftOutBy(rules)(path)).toBeUndefined()
  },
)

test('what is in a folder that is left out is left out', () => {
  const leftOut = leftOutBy(rules)
  expect(leftOutWithin(leftOut, 'app/node_modules/left/pad.js')).toContain('node_modules')
  expect(leftOutWithin(leftOut, 'app/src/pad.js')).toBeUndefined()
})
