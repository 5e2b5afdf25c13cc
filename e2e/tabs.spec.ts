import type { Page } from 'playwright/test'
import { expect, test } from './harness/test.ts'
import { goTo, listing, row } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

const tabs = (page: Page) => page.getByRole('tablist', { name: 'Tabs' }).getByRole('tab')
const front = (page: Page) => page.getByRole('tab', { selected: true })

test('tabs open, switch, close and come back by the keyboard; each has a place of its own', async ({
  app,
}) => {
  const { page } = app
  await goTo(page, 's3://notes')
  await expect(row(page, 'ideas/')).toBeVisible()
  await expect(tabs(page)).toHaveCount(0)
  await page.keyboard.press('Alt+t')
  await expect(tabs(page)).toHaveText(['notes', 'notes'])
  await goTo(page, 's3://reports/weather/')
  await expect(front(page)).toHaveText('reports/weather')
  await expect(page).toHaveTitle(/^reports\/weather/)
  await page.keyboard.press('Alt+PageUp')
  await expect(page).toHaveTitle(/^notes — /)
  await expect(row(page, 'ideas/')).toBeVisible()
  await page.keyboard.press('Alt+PageDown')
  await page.keyboard.press('Alt+w')
  await expect(tabs(page)).toHaveCount(0)
  await expect(page).toHaveTitle(/^notes — /)
  await page.keyboard.press('Alt+Shift+t')
  await expect(front(page)).toHaveText('reports/weather')
})

test('a middle click or ctrl-Enter opens a folder in a tab; tabs are dragged and closed by the mouse', async ({
  app,
}) => {
  const { page } = app
  await goTo(page, 's3://notes')
  await row(page, 'ideas/').click({ button: 'middle' })
  await expect(tabs(page)).toHaveText(['notes', 'notes/ideas'])
  await expect(page).toHaveTitle(/^notes — /)
  await page
    .getByRole('navigation', { name: 'Profiles' })
    .getByRole('button', { name: 'reports' })
    .click({ button: 'middle' })
  await expect(tabs(page)).toHaveText(['notes', 'reports', 'notes/ideas'])
  await row(page, 'ideas/').click()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(front(page)).toHaveText('notes/ideas')
  await expect(tabs(page)).toHaveCount(4)

  await tabs(page).nth(0).dragTo(tabs(page).nth(2))
  await expect(tabs(page)).toHaveText(['notes/ideas', 'reports', 'notes', 'notes/ideas'])
  await tabs(page).nth(1).click({ button: 'middle' })
  await expect(tabs(page)).toHaveText(['notes/ideas', 'notes', 'notes/ideas'])
  await page.getByTitle('Close tab').nth(1).click()
  await expect(tabs(page)).toHaveCount(2)
})

test('the open tabs are there again after a reload, as far as they were kept', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://notes/ideas/')
  await expect(page).toHaveTitle(/^notes\/ideas/)
  await page.keyboard.press('Alt+t')
  await goTo(page, 's3://reports')
  await expect(front(page)).toHaveText('reports')
  await page.reload()
  await expect(tabs(page)).toHaveText(['notes/ideas', 'reports'])
  await expect(front(page)).toHaveText('reports')
  await expect(listing(page).getByRole('row').nth(1)).toBeVisible()
})

test('more tabs than fit scroll, and a menu lists them all', async ({ app }) => {
  const { page, shell } = app
  test.skip(shell === 'desktop', 'The size of a desktop window is not the page’s to set.')
  await page.setViewportSize({ width: 720, height: 480 })
  await goTo(page, 's3://notes')
  await expect(row(page, 'ideas/')).toBeVisible()
  for (let count = 0; count < 8; count += 1) await page.keyboard.press('Alt+t')
  await expect(tabs(page)).toHaveCount(9)
  await goTo(page, 's3://reports')
  await page.keyboard.press('Alt+PageDown')
  await expect(tabs(page).first()).toBeInViewport()
  await page.getByRole('button', { name: 'All tabs' }).click()
  await page.getByRole('menuitem', { name: 'reports' }).click()
  await expect(front(page)).toHaveText('reports')
  await expect(front(page)).toBeInViewport()
})
