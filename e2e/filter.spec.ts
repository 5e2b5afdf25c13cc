import { expect, test } from './harness/test.ts'
import { goTo, listing, row } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

test('the filter takes text, wildcards and regular expressions, by keyboard and by mouse', async ({
  app,
}) => {
  const { page } = app
  await goTo(page, 's3://notes')
  await expect(row(page, 'packing list.md')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+f')
  const field = page.getByRole('textbox', { name: 'Filter' })
  await expect(field).toBeFocused()
  await page.keyboard.type('PACKING')
  await expect(listing(page).getByRole('gridcell', { name: /packing/ })).not.toHaveCount(0)
  await expect(row(page, 'ideas/')).toBeHidden()

  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByRole('button', { name: 'Filter by wildcards' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('No name matches “PACKING”')
  await field.fill('pack*.MD')
  await expect(row(page, 'packing list.md')).toBeVisible()

  await page.getByRole('button', { name: 'Filter by wildcards' }).click()
  await field.fill('(')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByRole('main')).toContainText('not a regular expression')
  await field.fill('^pack.+md$')
  await expect(row(page, 'packing list.md')).toBeVisible()
  await expect(row(page, 'ideas/')).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(row(page, 'ideas/')).toBeVisible()
})
