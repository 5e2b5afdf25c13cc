import { expect, test } from 'vitest'
import type { Place } from './navigation.ts'
import { tabHint, tabTitle } from './tab-title.ts'

const folder = (prefix: string): Place => ({
  type: 'folder',
  location: { profileId: 'work', bucket: 'media', prefix },
})

test('a tab names the bucket and the context one is in, and leaves out what lies between', () => {
  expect(tabTitle(folder(''), 'Work')).toBe('media')
  expect(tabTitle(folder('a/'), 'Work')).toBe('media/a')
  expect(tabTitle(folder('a/b/c/'), 'Work')).toBe('media/…/c')
  expect(tabTitle(folder('a/b/c/'), 'Work', 2)).toBe('c')
  expect(tabTitle(folder(''), 'Work', 2)).toBe('media')
  expect(tabTitle({ type: 'profile', profileId: 'work' }, 'Work')).toBe('Work')
})

test('hovering tells the whole path', () => {
  expect(tabHint(folder('a/b/c/'), 'Work')).toBe('media/a/b/c — Work')
})
