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

test('a new name is seen in both panes that show the folder, in whatever order', async ({
  app,
}) => {
  const { page } = app
  await goTo(page, 's3://notes')
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await page.keyboard.press('F3')
  await expect(pane(page, 1)).toHaveAttribute('aria-current', 'true')
  await expect(rowIn(page, 1, 'packing list.md')).toBeVisible()
  await pane(page, 0).getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
  await expect(pane(page, 0).getByRole('columnheader', { name: 'Name' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )

  const rename = async (index: number, from: string, to: string) => {
    const other = 1 - index
    // The other pane has a selection of its own, which follows the rows.
    await rowIn(page, other, 'ideas/').click()
    await rowIn(page, index, from).click()
    await page.keyboard.press('F2')
    await page.getByRole('textbox', { name: `New name of ${from}` }).fill(to)
    await page.keyboard.press('Enter')
    await expect(rowIn(page, other, to)).toBeVisible()
    await expect(rowIn(page, index, to)).toHaveAttribute('aria-selected', 'true')
    await expect(rowIn(page, other, 'ideas/')).toHaveAttribute('aria-selected', 'true')
    for (const side of [0, 1]) await expect(rowIn(page, side, from)).toHaveCount(0)
  }
  await rename(0, 'packing list.md', 'zz packing.md')
  await rename(1, 'zz packing.md', 'a packing list.md')
})
