import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright/test'
import { openDatabase } from '../electron/playground/store/database.ts'
import { OtherProgram } from './harness/bucket.ts'
import { addProfile, profileFor } from './harness/profile.ts'
import { copySamples } from './harness/samples.ts'
import { seedBucket } from './harness/seed-index.ts'
import { test as base, expect } from './harness/test.ts'
import { listing, row } from './harness/window.ts'

const KEYS = 200_000
const name = (index: number) => `scan-${String(index).padStart(7, '0')}.tiff`

/** The samples, and a bucket with one context of very many keys. */
const test = base.extend<object, { samples: string }>({
  samples: [
    async ({ samples }, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'pail-samples-'))
      await copySamples(samples, folder)
      const database = openDatabase(folder)
      seedBucket(database, 'many', KEYS, index => `scans/${name(index)}`)
      database.close()
      await use(folder)
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
})

const selected = (page: Page) => listing(page).getByRole('row', { selected: true })
const status = (page: Page) => page.locator('footer')
const keyOf = (index: number) => `scans/${name(index)}`

/** Refreshes by the key; `objects` is how many there are by then. */
async function refresh(page: Page, objects: string) {
  await page.keyboard.press('F5')
  await expect(status(page)).toContainText(`${objects} objects`, { timeout: 60_000 })
  await expect(status(page)).not.toContainText('counting')
}

/** Where rows are in the window: their upper edges, in CSS pixels. */
async function tops(page: Page, ...indexes: number[]): Promise<(number | undefined)[]> {
  const boxes = indexes.map(index => row(page, name(index)).boundingBox())
  return (await Promise.all(boxes)).map(box => box?.y)
}

/** Notes in every frame which rows are selected, where they are, and on which one the keyboard is. */
function watchFrames(grid: Locator) {
  return grid.evaluate(element => {
    const seen = new Set<string>()
    const look = () => {
      const rows = [...element.querySelectorAll('[role="row"][aria-selected="true"]')]
      const places = rows.map(it => `${it.textContent} ${it.getBoundingClientRect().top}`)
      const active = element.getAttribute('aria-activedescendant')
      const focused = active && document.getElementById(active)?.textContent
      seen.add(JSON.stringify({ places, focused }))
      requestAnimationFrame(look)
    }
    look()
    Object.assign(window, { seen })
  })
}

const framesSeen = (page: Page) =>
  page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen])

test('a refresh of 200,000 keys keeps selection, focus and place, whatever came and went', async ({
  app,
  endpoint,
}) => {
  test.setTimeout(240_000)
  const { page } = app
  const grid = listing(page)
  const other = new OtherProgram(endpoint.hello, 'many')
  await addProfile(page, { ...profileFor(endpoint.hello, 'Many'), start: 'many/scans/' })
  await expect(status(page)).toContainText('200,000 objects', { timeout: 60_000 })
  await expect(status(page)).not.toContainText('counting')

  await grid.evaluate(element => {
    element.scrollTop = 100_000 * 28 + 11
  })
  await row(page, name(100_005)).click()
  await row(page, name(100_008)).click({ modifiers: ['Shift'] })
  await row(page, name(100_010)).click({ modifiers: ['ControlOrMeta'] })
  await expect(selected(page)).toHaveCount(5)
  const offset = () => grid.evaluate(element => element.scrollTop)
  const before = await offset()
  expect(before).toBe(100_000 * 28 + 11)
  await watchFrames(grid)

  // What comes below moves nothing; what comes and goes above moves the rows, but nothing in the window: not for a single frame.
  for (const name of ['zebra', 'apple', 'banana', 'cherry']) {
    await other.put(`scans/${name}.txt`, name)
  }
  await other.delete(keyOf(7))
  await refresh(page, '200,003')
  await expect.poll(offset).toBe(before + 2 * 28)
  await expect(selected(page)).toHaveCount(5)
  const frames = await framesSeen(page)
  expect(frames).toHaveLength(1)
  expect(JSON.parse(frames[0] ?? '{}').focused).toContain(name(100_010))

  // More than is at hand has to be asked for.
  const places = await tops(page, 100_005, 100_006, 100_007, 100_008, 100_010)
  expect(places).not.toContain(undefined)
  await Promise.all(
    Array.from({ length: 250 }, (_, index) => other.put(`scans/b-${index}.txt`, 'b')),
  )
  await refresh(page, '200,253')
  await expect.poll(offset).toBe(before + 252 * 28)
  await expect(selected(page)).toHaveCount(5)
  expect(await tops(page, 100_005, 100_006, 100_007, 100_008, 100_010)).toEqual(places)

  // What is gone is no longer selected; the others are, and the uppermost row left is in its place.
  await other.delete(keyOf(100_000))
  await other.delete(keyOf(100_007))
  await refresh(page, '200,251')
  await expect(selected(page)).toHaveCount(4)
  expect(await tops(page, 100_005, 100_006)).toEqual(places.slice(0, 2))
  await expect(status(page)).toContainText('4 selected')
  await grid.press('ArrowDown')
  await expect(row(page, name(100_011))).toHaveAttribute('aria-selected', 'true')
})
