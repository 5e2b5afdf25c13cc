import { expect, test } from 'vitest'
import { numberedName } from './numbered-name.ts'

test('the number goes before the ending', () => {
  expect(
    ['report.pdf', 'a.b/c', 'data.tar.gz', '.env', 'v1.2 final', 'x/y.z/photo.jpg', 'dot.'].map(
      name => numberedName(name, 2),
    ),
  ).toEqual([
    'report (2).pdf',
    'a.b/c (2)',
    'data (2).tar.gz',
    '.env (2)',
    'v1.2 final (2)',
    'x/y.z/photo (2).jpg',
    'dot. (2)',
  ])
})
