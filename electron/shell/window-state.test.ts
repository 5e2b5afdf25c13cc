import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fitted, windowStateFile } from './window-state.ts'

const laptop = { x: 0, y: 0, width: 1440, height: 900 }
const beside = { x: 1440, y: 0, width: 1920, height: 1080 }
const state = { x: 1500, y: 40, width: 1280, height: 800, maximized: false }

test('a window comes back where it was, also on the second display', () => {
  expect(fitted(state, [laptop, beside])).toEqual(state)
})

test('a window whose display is gone comes back on the one that is left', () => {
  expect(fitted(state, [laptop])).toEqual({ width: 1280, height: 800, maximized: false })
})

test('a window whose title bar is out of reach is brought back', () => {
  for (const at of [
    { x: 0, y: -300 },
    { x: -1200, y: 0 },
    { x: 0, y: 890 },
    { x: 99_999, y: 99_999 },
  ]) {
    expect(fitted({ ...state, ...at }, [laptop])).not.toHaveProperty('x')
  }
})

test('a window is never larger than the display', () => {
  const large = { ...state, x: 0, y: 0, width: 5000, height: 5000 }
  expect(fitted(large, [laptop])).toMatchObject({ width: 1440, height: 900 })
})

test('a damaged file is the same as none', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'pail-')), 'window.json')
  await writeFile(file, '{"version": 1, "width": -3, "height": "tall"}')
  expect(windowStateFile(file).value).toEqual({ width: 1280, height: 800, maximized: false })
})
