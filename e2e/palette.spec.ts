import type { Page } from 'playwright/test'
import { expect, test } from './harness/test.ts'
import { goTo, listing, row } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

const field = (page: Page) => page.getByRole('dialog').getByRole('combobox')
const options = (page: Page) => page.getByRole('dialog').getByRole('option')

async function openPalette(page: Page, query: string) {
  await page.keyboard.press('ControlOrMeta+k')
  await field(page).fill(query)
}

test('the palette finds actions by a few letters, says why some are off, and runs them', async ({
  app,
}) => {
  const { page } = app
  await goTo(page, 's3://notes')
  await expect(row(page, 'packing list.md')).toBeVisible()
  await openPalette(page, 'dele')
  await expect(options(page).first()).toContainText('select something first')
  await expect(options(page).first()).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Enter')
  await expect(field(page)).toBeVisible()

  await field(page).fill('nf')
  await expect(options(page).first()).toContainText('New folder')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /new folder/i })).toBeVisible()
  await page.keyboard.press('Escape')

  // An action that wants the focus gets it, and what was used last comes first.
  await openPalette(page, 'filt')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Filter' })).toBeFocused()
  await openPalette(page, '')
  await expect(options(page).first()).toContainText('Filter')
  await expect(options(page).nth(1)).toContainText('New folder')
  await page.keyboard.press('Escape')
})

test('the palette goes to buckets, recent places and pasted addresses', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://reports/weather/')
  await expect(page).toHaveTitle('reports/weather — Playground — Pail')
  // A place counts as visited once it was shown.
  await expect(listing(page)).toHaveAttribute('aria-busy', 'false')
  await openPalette(page, 'archi')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle('archive — Playground — Pail')
  await page.keyboard.press('ControlOrMeta+e')
  await expect(field(page)).toBeVisible()
  await field(page).fill('weather')
  await expect(options(page).first()).toContainText('weather')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle('reports/weather — Playground — Pail')
  await openPalette(page, 'arn:aws:s3:::notes/nothing-there')
  await expect(options(page).first()).toContainText('Go to')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('There is nothing at nothing-there')
  await field(page).fill('arn:aws:s3:::notes/ideas')
  await expect(options(page).first()).toContainText('notes/ideas')
  await options(page).first().click()
  await expect(page).toHaveTitle('notes/ideas — Playground — Pail')
})

test('the help sheet has every action and narrows to what is looked for', async ({ app }) => {
  const { page } = app
  await expect(row(page, 'archive')).toBeVisible()
  await listing(page).focus()
  await page.keyboard.press('F1')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet).toContainText('Copy ARN')
  await sheet.getByRole('searchbox').fill('palette')
  await expect(sheet).toContainText('Command palette')
  await expect(sheet).not.toContainText('Refresh')
})
