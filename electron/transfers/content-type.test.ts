import { expect, test } from 'vitest'
import { contentTypeOf } from './content-type.ts'

test('the ending of a key tells its type, and nothing promises a charset', () => {
  expect(
    ['a/b.HTML', 'x.json', 'photo.jpg', 'movie.mp4', 'notes.md', 'noending', 'a.pdf/'].map(
      contentTypeOf,
    ),
  ).toEqual([
    'text/html',
    'application/json',
    'image/jpeg',
    'video/mp4',
    'text/markdown',
    'application/octet-stream',
    'application/octet-stream',
  ])
})
