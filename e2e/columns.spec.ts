import type { Page } from 'playwright/test'
import { expect, test } from './harness/test.ts'
import { goTo, listing, row } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

const header = (page: Page, name: string) => page.getByRole('columnheader', { name, exact: true })
const edge = (page: Page, name: string) => page.getByRole('separator', { name: `Width of ${name}` })
const labels = (page: Page) => page.getByRole('columnheader').allInnerTexts()

async function widthOf(page: Page, name: string): Promise<number> {
  return (await header(page, name).boundingBox())?.width ?? 0
}

async function dragEdge(page: Page, name: string, by: number) {
  const box = await edge(page, name).boundingBox()
  if (!box) throw new Error('The edge is not in sight.')
  const from = { x: box.x + box.width / 2, y: box.y + 8 }
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + by / 2, from.y)
  await page.mouse.move(from.x + by, from.y)
  await page.mouse.up()
}

async function menuOf(page: Page, name: string, item: string) {
  await header(page, name).click({ button: 'right' })
  const menu = page.getByRole('menu')
  await menu.getByText(item, { exact: true }).click()
  // One may want to choose several: such a menu stays open.
  await expect(async () => {
    if (await menu.isVisible()) await page.keyboard.press('Escape')
    await expect(menu).toBeHidden({ timeout: 1000 })
  }).toPass({ timeout: 15_000 })
}

test('columns are chosen, moved and sized by mouse and by keyboard, and remembered', async ({
  app,
}) => {
  const { page } = app
  await goTo(page, 's3://reports/sales/2023/Q1/')
  await expect(row(page, 'report.md')).toBeVisible()
  // The preview takes room that this is not about.
  const preview = page.getByRole('complementary', { name: 'Preview' })
  if (await preview.isVisible()) await page.keyboard.press('Alt+p')
  await expect(preview).toBeHidden()
  expect(await labels(page)).toEqual(['Name', 'Size', 'Modified', 'Storage class'])

  await menuOf(page, 'Size', 'Type')
  await expect(row(page, 'report.md').getByRole('gridcell', { name: 'MD text' })).toBeVisible()

  await header(page, 'Type').dragTo(header(page, 'Size'), { targetPosition: { x: 8, y: 8 } })
  await expect
    .poll(() => labels(page))
    .toEqual(['Name', 'Type', 'Size', 'Modified', 'Storage class'])
  await menuOf(page, 'Type', 'Move right')
  await expect
    .poll(() => labels(page))
    .toEqual(['Name', 'Size', 'Type', 'Modified', 'Storage class'])
  // Being dragged sorted nothing; a click does.
  await expect(header(page, 'Name')).toHaveAttribute('aria-sort', 'ascending')

  const before = await widthOf(page, 'Type')
  await dragEdge(page, 'Type', 50)
  await expect.poll(() => widthOf(page, 'Type')).toBe(before + 50)
  await edge(page, 'Type').focus()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => widthOf(page, 'Type')).toBe(before + 42)
  await edge(page, 'Type').dblclick()
  await expect.poll(() => widthOf(page, 'Type')).toBeLessThan(before)

  const fitted = await widthOf(page, 'Type')
  await page.reload()
  await goTo(page, 's3://reports/sales/2023/Q1/')
  await expect(row(page, 'report.md')).toBeVisible()
  await expect.poll(() => widthOf(page, 'Type')).toBe(fitted)
  await menuOf(page, 'Name', 'Reset columns')
  await expect.poll(() => labels(page)).toEqual(['Name', 'Size', 'Modified', 'Storage class'])
})

test('a narrow window drops columns, and scrolls sideways only for what was made wide', async ({
  app,
}) => {
  const { page } = app
  await page.setViewportSize({ width: 720, height: 480 })
  await goTo(page, 's3://reports/sales/2023/Q1/')
  await expect(row(page, 'report.md')).toBeVisible()
  const overflow = () =>
    listing(page).evaluate(element => element.scrollWidth - element.clientWidth)
  expect(await overflow()).toBe(0)
  await expect(header(page, 'Size')).toBeVisible()
  for (const label of ['ETag', 'Key', 'Type']) await menuOf(page, 'Size', label)
  expect(await overflow()).toBe(0)
  const shown = await labels(page)
  await dragEdge(page, 'Name', 350)
  await expect.poll(overflow).toBeGreaterThan(100)
  expect(await labels(page)).toEqual(shown)
})
