import type { Page } from 'playwright/test'
import { expect, test } from './harness/test.ts'
import { goTo, listing, row } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

const selected = (page: Page) => listing(page).getByRole('row', { selected: true })
const status = (page: Page) => page.locator('footer')
const reading = (page: Page, number: number) =>
  row(page, `reading-${String(number).padStart(4, '0')}.json`)

test('the keyboard selects as in a native file manager, and inverts the whole prefix', async ({
  app,
}) => {
  const { page } = app
  await goTo(page, 's3://reports/weather/readings/')
  await expect(reading(page, 1)).toBeVisible()
  await listing(page).focus()
  await page.keyboard.press('Home')
  // Ctrl and arrows move on without selecting; ctrl and space put a row in.
  await page.keyboard.press('Control+ArrowDown')
  await page.keyboard.press('Control+ArrowDown')
  await expect(selected(page)).toHaveCount(1)
  await page.keyboard.press('Control+Space')
  await expect(selected(page)).toHaveCount(2)
  await page.keyboard.press('Shift+ArrowDown')
  await expect(reading(page, 1)).toHaveAttribute('aria-selected', 'false')
  await expect(selected(page)).toHaveCount(2)
  await page.keyboard.press('Shift+End')
  await expect(status(page)).toContainText('1,198 selected')
  await page.keyboard.press('Alt+i')
  await expect(status(page)).toContainText('2 selected')
  await page.keyboard.press('ControlOrMeta+a')
  await expect(status(page)).toContainText('1,200 selected')
  await page.keyboard.press('Alt+i')
  await expect(selected(page)).toHaveCount(0)
})

test('ctrl and shift clicks add single rows and ranges; a click on one of several keeps that one', async ({
  app,
}) => {
  const { page } = app
  await goTo(page, 's3://reports/weather/readings/')
  await reading(page, 2).click()
  await reading(page, 4).click({ modifiers: ['Shift'] })
  await reading(page, 7).click({ modifiers: ['ControlOrMeta'] })
  await reading(page, 9).click({ modifiers: ['ControlOrMeta', 'Shift'] })
  await expect(selected(page)).toHaveCount(6)
  // Held down it may become a drag: only letting go makes it a click.
  await reading(page, 3).hover()
  await page.mouse.down()
  await expect(selected(page)).toHaveCount(6)
  await page.mouse.up()
  await expect(selected(page)).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(selected(page)).toHaveCount(0)
})
