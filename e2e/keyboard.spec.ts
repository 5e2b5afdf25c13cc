import type { Page } from 'playwright/test'
import { expect, test } from './harness/test.ts'
import { goTo, listing, openRow, row, transfersSettled } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

const selected = (page: Page) => listing(page).getByRole('row', { selected: true })

test('a place is walked through by the keyboard alone', async ({ app }) => {
  const { page } = app
  await expect(row(page, 'archive')).toBeVisible()
  await listing(page).focus()
  await page.keyboard.type('rep')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/^reports — Playground/)

  await expect(listing(page).getByRole('row').nth(2)).toBeVisible()
  await listing(page).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/^reports\/.+ — Playground/)
  await page.keyboard.press('Backspace')
  await expect(page).toHaveTitle(/^reports — Playground/)
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(page).toHaveTitle(/^reports\/.+ — Playground/)
  await page.keyboard.press('Alt+ArrowRight')
  await expect(page).toHaveTitle(/^reports — Playground/)
  await page.keyboard.press('Alt+ArrowUp')
  await expect(row(page, 'website')).toBeVisible()
})

test('arrows, shift and ctrl select as in a native file manager', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://notes')
  await expect(row(page, 'packing list.md')).toBeVisible()
  await listing(page).focus()
  await page.keyboard.press('Home')
  await expect(selected(page)).toHaveCount(1)
  await page.keyboard.press('Shift+ArrowDown')
  await expect(selected(page)).toHaveCount(2)
  await page.keyboard.press('ControlOrMeta+a')
  const total = Number(await listing(page).getAttribute('aria-rowcount')) - 1
  await expect(selected(page)).toHaveCount(total)
  await page.keyboard.press('Escape')
  await expect(selected(page)).toHaveCount(0)
  await row(page, 'packing list.md').click()
  await expect(selected(page)).toHaveCount(1)
  await row(page, 'ideas/').click({ modifiers: ['ControlOrMeta'] })
  await expect(selected(page)).toHaveCount(2)
})

test('the menu key opens the menu at the focused row, in a list and as icons', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://notes')
  await expect(row(page, 'packing list.md')).toBeVisible()
  const menu = page.getByRole('menu')
  const opensAt = async (item: ReturnType<typeof row>, key: string) => {
    await expect(item).toHaveAttribute('aria-selected', 'true')
    // What is behind an open menu is hidden from everyone but the eye.
    const at = await item.boundingBox()
    await page.keyboard.press(key)
    await expect(menu.getByText('Properties')).toBeVisible()
    const opened = await menu.boundingBox()
    if (!at || !opened) throw new Error('It is not in sight.')
    expect(Math.abs(opened.x - at.x)).toBeLessThan(60)
    expect(opened.y).toBeLessThan(at.y + at.height + 12)
    expect(opened.y + opened.height).toBeGreaterThan(at.y)
    await page.keyboard.press('Escape')
    await expect(menu).toBeHidden()
    await expect(item).toHaveAttribute('aria-selected', 'true')
  }
  await row(page, 'packing list.md').click()
  await opensAt(row(page, 'packing list.md'), 'ContextMenu')
  await opensAt(row(page, 'packing list.md'), 'Shift+F10')
  await page.getByRole('button', { name: 'As icons' }).click()
  const cell = listing(page).getByRole('gridcell', { name: 'packing list.md', exact: true })
  await cell.click()
  await opensAt(cell, 'ContextMenu')
})

test('a folder is made, filled with a folder, and deleted, by the keyboard', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://notes')
  await expect(row(page, 'packing list.md')).toBeVisible()
  await page.keyboard.press('F7')
  await page.getByRole('dialog').getByRole('textbox').fill('new place')
  await page.keyboard.press('Enter')
  await expect(row(page, 'new place/')).toBeVisible()
  await openRow(page, 'new place/')
  await expect(page.getByRole('main')).toContainText(/empty/i)
  await page.keyboard.press('Backspace')
  await row(page, 'new place/').click()
  await page.keyboard.press('Delete')
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Delete 1 / })
    .click()
  await transfersSettled(page, /1 done/)
  await expect(row(page, 'new place/')).toBeHidden()
})

test('the path bar takes a URI of a folder and of a file', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://notes/ideas/')
  await expect(page).toHaveTitle('notes/ideas — Playground — Pail')
  await goTo(page, 's3://notes/packing list.md')
  await expect(page).toHaveTitle('notes — Playground — Pail')
  await expect(row(page, 'packing list.md')).toHaveAttribute('aria-selected', 'true')
})

test('headers sort, and say so', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://reports')
  const size = page.getByRole('columnheader', { name: 'Size' })
  await size.getByRole('button').click()
  // Who sorts by size looks for the largest.
  await expect(size).toHaveAttribute('aria-sort', 'descending')
  await size.getByRole('button').click()
  await expect(size).toHaveAttribute('aria-sort', 'ascending')
})

test('the filter narrows the listing, and Escape gives all back', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://notes')
  await expect(row(page, 'ideas/')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+f')
  await page.keyboard.type('PACK')
  await expect(row(page, 'packing list.md')).toBeVisible()
  await expect(row(page, 'ideas/')).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(row(page, 'ideas/')).toBeVisible()
})

test('odd names are shown apart, and open', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://odd-names')
  await expect(listing(page).getByRole('row').nth(3)).toBeVisible()
  const names = await listing(page).getByRole('row').allTextContents()
  expect(new Set(names).size).toBe(names.length)
})

test('properties tell what HEAD tells, and the URI is copied', async ({ app, context }) => {
  const { page, shell } = app
  if (shell === 'browser') await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await goTo(page, 's3://notes')
  await row(page, 'packing list.md').click()
  await page.keyboard.press('ControlOrMeta+i')
  const dialog = page.getByRole('dialog', { name: /packing list\.md/ })
  await expect(dialog).toContainText('text/markdown')
  await expect(dialog).toContainText('ETag')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.keyboard.press('ControlOrMeta+Shift+c')
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe('s3://notes/packing list.md')
})

test('the help sheet lists the keys, and the theme can be set', async ({ app }) => {
  const { page } = app
  await expect(row(page, 'archive')).toBeVisible()
  await listing(page).focus()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Refresh')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+,')
  await page.getByRole('dialog').getByRole('radio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark')
})

test('the keys work from a button that is off', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://notes')
  await expect(row(page, 'ideas/')).toBeVisible()
  const up = page.getByRole('button', { name: 'Up', exact: true })
  await up.click()
  await expect(row(page, 'notes')).toBeVisible()
  await expect(up).toHaveAttribute('aria-disabled', 'true')
  await up.focus()
  await page.keyboard.press('ControlOrMeta+l')
  await expect(page.getByRole('combobox', { name: 'Go to' })).toBeFocused()
})
