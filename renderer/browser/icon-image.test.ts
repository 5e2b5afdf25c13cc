// @vitest-environment node
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { iconImage, LOOKS } from './icon-image.ts'

const styles = readFileSync(new URL('../app/styles.css', import.meta.url), 'utf8')

test.each([
  ['file', '--text-secondary'],
  ['bucket', '--folder'],
  ['folder', '--folder'],
] as const)('the icon of a %s has the colours of %s', (look, name) => {
  const [, light, dark] = new RegExp(`${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(styles) ?? []
  expect(LOOKS[look].color).toEqual([light, dark])
})

test('an icon becomes an image that can stand in a style', () => {
  const svg =
    '<!-- @license -->\n<svg\n  fill="none"\n  stroke="currentColor"\n>\n  <path d="M1 1" />\n</svg>'
  const image = iconImage(svg, LOOKS.folder, 1.75)
  const [, uri] = /^url\("data:image\/svg\+xml,([^"]*)"\)$/.exec(image) ?? []
  const drawn = decodeURIComponent(uri ?? '')
  expect(drawn).toContain('stroke-width:1.75px')
  expect(drawn).toContain('fill-opacity:0.25')
  expect(drawn).toContain('<path d="M1 1" />')
})
