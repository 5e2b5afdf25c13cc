import type { Locator, Page } from 'playwright/test'
import { expect, test } from './harness/test.ts'
import { goTo, listing } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

const cell = (page: Page, name: string) =>
  listing(page).getByRole('gridcell', { name, exact: true })
const selected = (page: Page) => listing(page).getByRole('gridcell', { selected: true })

/** The walk by the sea: one folder, fourteen pictures and a sound, as cells. */
async function openAsIcons(page: Page) {
  await goTo(page, 's3://photos/2025/Coast walk/')
  // The layout is that of the place one is in.
  await expect(cell(page, 'Panoramas/')).toBeVisible()
  await page.getByRole('button', { name: 'As icons' }).click()
  await expect(cell(page, 'Panoramas/')).toBeVisible()
  // Laid out, and not only there.
  await expect(listing(page)).toHaveAttribute('aria-colcount', /^[1-9]/)
}

/** Where it stands once it has come to rest: the cells make room for each other as they load. */
async function boxOf(locator: Locator) {
  let box = await locator.boundingBox()
  await expect
    .poll(
      async () => {
        const before = JSON.stringify(box)
        box = await locator.boundingBox()
        return box !== null && JSON.stringify(box) === before
      },
      { intervals: [150] },
    )
    .toBe(true)
  if (!box) throw new Error('It is not in sight.')
  return box
}

test('the keys walk through the cells in two dimensions, and the layout is remembered', async ({
  app,
}) => {
  const { page } = app
  await openAsIcons(page)
  const grid = listing(page)
  const perLine = Number(await grid.getAttribute('aria-colcount'))
  expect(perLine).toBeGreaterThan(3)
  await expect(grid).toHaveAttribute('aria-rowcount', String(Math.ceil(16 / perLine)))

  const active = () =>
    grid.evaluate(element => {
      const id = element.getAttribute('aria-activedescendant') ?? ''
      return Number(document.getElementById(id)?.getAttribute('data-row'))
    })
  const pictures = grid.locator('img')
  await expect(pictures.first()).toBeVisible()
  await expect(pictures).toHaveCount(14)
  const size = await pictures.first().evaluate(image => (image as HTMLImageElement).naturalWidth)
  expect(size).toBeGreaterThan(100)

  await grid.focus()
  await page.keyboard.press('Home')
  await expect.poll(active).toBe(0)
  await page.keyboard.press('ArrowRight')
  await expect.poll(active).toBe(1)
  await page.keyboard.press('ArrowDown')
  await expect.poll(active).toBe(1 + perLine)
  await page.keyboard.press('Shift+ArrowRight')
  await expect(selected(page)).toHaveCount(2)
  await page.keyboard.press('End')
  await expect.poll(active).toBe(15)
  await page.keyboard.type('pan')
  await expect(cell(page, 'Panoramas/')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/Panoramas — Playground/)
  await expect(grid).toHaveAttribute('aria-colcount', /\d/)

  await page.reload()
  await goTo(page, 's3://photos/2024/')
  await expect(cell(page, 'Harz in autumn/')).toBeVisible()
  await expect(grid).toHaveAttribute('aria-colcount', /\d/)
  await goTo(page, 's3://notes')
  await expect(page.getByRole('columnheader', { name: 'Name' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+2')
  await expect(page.getByRole('columnheader')).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+1')
  await expect(page.getByRole('columnheader', { name: 'Name' })).toBeVisible()
})

test('tab goes into cells that overflow, and out of them, in one step each', async ({ app }) => {
  const { page } = app
  await page.setViewportSize({ width: 900, height: 500 })
  await openAsIcons(page)
  const grid = listing(page)
  const offset = () => grid.evaluate(({ scrollTop }) => scrollTop)
  await cell(page, 'Panoramas/').click()
  await expect(grid).toBeFocused()
  for (const [out, back] of [
    ['Tab', 'Shift+Tab'],
    ['Shift+Tab', 'Tab'],
  ] as const) {
    await page.keyboard.press(out)
    expect(await grid.evaluate(element => element.contains(document.activeElement))).toBe(false)
    await page.keyboard.press(back)
    await expect(grid).toBeFocused()
  }
  expect(await offset()).toBe(0)
  await page.keyboard.press('End')
  await expect.poll(offset).toBeGreaterThan(0)
  await page.keyboard.press('Home')
  await expect.poll(offset).toBe(0)
  await expect(cell(page, 'Panoramas/')).toHaveAttribute('aria-selected', 'true')
})

test('a press on what is beside the rows, such as the bar that scrolls, keeps the selection', async ({
  app,
}) => {
  const { page } = app
  await openAsIcons(page)
  for (const layout of ['As icons', 'As a list']) {
    await page.getByRole('button', { name: layout }).click()
    await page.keyboard.press('ControlOrMeta+a')
    await expect(page.locator('footer')).toContainText('16 selected')
    // A browser that is driven hides its bars; a press on one comes to the element that scrolls.
    await listing(page).dispatchEvent('mousedown', { button: 0 })
    await expect(listing(page)).toBeFocused()
    await expect(page.locator('footer')).toContainText('16 selected')
    const box = await boxOf(listing(page))
    await page.mouse.click(box.x + box.width / 2, box.y + box.height - 10)
    await expect(page.locator('footer')).not.toContainText('selected')
  }
})

test('thumbnails can be cleared, and turned off', async ({ app }) => {
  const { page } = app
  await openAsIcons(page)
  await expect(listing(page).locator('img')).toHaveCount(14)
  await page.keyboard.press('ControlOrMeta+,')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await expect(settings).toContainText(/[1-9][\d.]* kB of at most 268\.4 MB/)
  await settings.getByRole('button', { name: 'Clear thumbnails' }).click()
  await expect(settings).toContainText('0 B of at most')
  await settings.getByRole('switch', { name: /Thumbnails/ }).click()
  await settings.getByRole('button', { name: 'Done' }).click()
  await expect(listing(page).locator('img')).toHaveCount(0)
})

test('a rectangle selects what it touches; with ctrl it adds, and at the edge it scrolls', async ({
  app,
}) => {
  const { page } = app
  await openAsIcons(page)
  const first = await boxOf(listing(page).locator('[data-row="0"]'))
  const second = await boxOf(listing(page).locator('[data-row="1"]'))
  const sweep = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2)
    await page.mouse.move(to.x, to.y)
    await expect(page.getByTestId('sweep')).toBeVisible()
    await page.mouse.up()
    await expect(page.getByTestId('sweep')).toBeHidden()
  }
  const gap = { x: first.x - 3, y: first.y + 2 }
  await sweep(gap, { x: second.x + second.width / 2, y: second.y + second.height / 2 })
  await expect(selected(page)).toHaveCount(2)

  const below = first.y + first.height
  await page.keyboard.down('Control')
  await sweep(
    { x: gap.x, y: below + 10 },
    { x: first.x + first.width / 2, y: below + first.height / 2 },
  )
  await page.keyboard.up('Control')
  await expect(selected(page)).toHaveCount(3)

  await page.setViewportSize({ width: 900, height: 500 })
  const view = await boxOf(listing(page))
  await page.mouse.move(view.x + 3, view.y + 4)
  await page.mouse.down()
  await page.mouse.move(view.x + view.width - 30, view.y + view.height - 20)
  await page.mouse.move(view.x + view.width - 30, view.y + view.height + 40)
  await expect(page.locator('footer')).toContainText('16 selected')
  await page.mouse.up()

  // In a list it starts beside the names of rows that are not selected.
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+1')
  const row = await boxOf(listing(page).locator('[data-row="1"]'))
  const x = row.x + row.width / 2
  await page.mouse.move(x, row.y + 10)
  await page.mouse.down()
  await page.mouse.move(x + 20, row.y + row.height * 1.5)
  await page.mouse.move(x + 40, row.y + row.height * 2.5)
  await page.mouse.up()
  await expect(listing(page).getByRole('row', { selected: true })).toHaveCount(3)
})
