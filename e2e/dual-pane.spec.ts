import { pane, rowIn } from './harness/panes.ts'
import { expect, test } from './harness/test.ts'
import { goTo, transfersSettled } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

test('a second pane has a place of its own; rows are dragged from one to the other', async ({
  app,
}) => {
  const { page } = app
  await goTo(page, 's3://notes')
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await page.keyboard.press('F3')
  await expect(pane(page, 1)).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('ControlOrMeta+l')
  const field = pane(page, 1).getByRole('combobox', { name: 'Go to' })
  await field.fill('s3://archive')
  await field.press('Enter')
  await expect(page).toHaveTitle(/^archive — /)
  await page.keyboard.press('F6')
  await expect(page).toHaveTitle(/^notes — /)
  await expect(pane(page, 0)).toHaveAttribute('aria-current', 'true')
  await expect(pane(page, 0).getByRole('grid')).toBeFocused()

  await rowIn(page, 0, 'packing list.md').click()
  await rowIn(page, 0, 'packing list.md').dragTo(pane(page, 1).getByRole('grid'))
  await transfersSettled(page, /1 done/)
  await expect(rowIn(page, 1, 'packing list.md')).toBeVisible()
  await expect(rowIn(page, 0, 'packing list.md')).toBeVisible()
  await page.keyboard.press('F3')
  await expect(page.getByRole('grid')).toHaveCount(1)
})
