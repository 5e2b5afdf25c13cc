import { expect, test } from './harness/test.ts'
import { goTo, listing, row } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

test('back leads to where one was: rows, scroll, selection, filter and order', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://reports/weather/readings/')
  await expect(row(page, 'reading-0001.json')).toBeVisible()
  const name = page.getByRole('columnheader', { name: 'Name' })
  await name.getByRole('button').click()
  await page.getByRole('textbox', { name: 'Filter' }).fill('reading-0')
  await expect(listing(page)).toHaveAttribute('aria-rowcount', '1000')
  await listing(page).focus()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowUp')
  const second = row(page, 'reading-0002.json')
  await expect(second).toHaveAttribute('aria-selected', 'true')

  await page.keyboard.press('Alt+ArrowUp')
  await expect(page).toHaveTitle(/^reports\/weather — /)
  await expect(page.getByRole('textbox', { name: 'Filter' })).toHaveValue('')
  await expect(row(page, 'readings/')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(second).toBeInViewport()
  await expect(second).toHaveAttribute('aria-selected', 'true')
  await expect(name).toHaveAttribute('aria-sort', 'descending')
  await expect(page.getByRole('textbox', { name: 'Filter' })).toHaveValue('reading-0')
  await page.keyboard.press('ArrowUp')
  await expect(row(page, 'reading-0003.json')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('F5')
  await expect(row(page, 'reading-0003.json')).toHaveAttribute('aria-selected', 'true')
  await expect(row(page, 'reading-0003.json')).toBeInViewport()
})
