import { dropPaths } from './harness/drop.ts'
import { writeTree } from './harness/local-files.ts'
import { expect, test } from './harness/test.ts'
import { goTo, listing, openRow, row, transfersSettled } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

test('F2 renames in place, and knows what cannot be while it is typed', async ({ app, folder }) => {
  const { page } = app
  await writeTree(folder, { 'r/data.tar.gz': '1', 'r/taken.txt': '2', 'r/logs/x': '3' })
  await openRow(page, 'notes')
  await dropPaths(page, listing(page), [`${folder}/r`])
  await transfersSettled(page, /1 done/)
  await goTo(page, 's3://notes/r/')

  // The stem is selected: what is typed takes its place.
  await row(page, 'data.tar.gz').click()
  await page.keyboard.press('F2')
  const field = page.getByRole('textbox', { name: 'New name of data.tar.gz' })
  await expect(field).toBeFocused()
  await page.keyboard.type('backup')
  await expect(field).toHaveValue('backup.tar.gz')
  await page.keyboard.press('Enter')
  await expect(row(page, 'backup.tar.gz')).toHaveAttribute('aria-selected', 'true')
  await expect(row(page, 'data.tar.gz')).toHaveCount(0)
  await expect(listing(page)).toBeFocused()

  // Neither a taken name nor a slash nor one that is too long; Escape gives up.
  await page.keyboard.press('F2')
  const again = page.getByRole('textbox', { name: 'New name of backup.tar.gz' })
  await again.fill('taken.txt')
  await expect(page.getByRole('alert')).toHaveText('The name “taken.txt” is taken.')
  await again.press('Enter')
  await expect(again).toBeFocused()
  await again.fill('a/b')
  await expect(page.getByRole('alert')).toContainText('A name has no slash')
  await again.fill('x'.repeat(1030))
  await expect(page.getByRole('alert')).toContainText('1024 bytes')
  await again.press('Escape')
  await expect(again).toHaveCount(0)
  await expect(row(page, 'backup.tar.gz')).toBeVisible()

  // A folder by the menu; a click elsewhere takes the name.
  await row(page, 'logs/').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('textbox', { name: 'New name of logs' }).fill('old logs')
  await row(page, 'taken.txt').click()
  await expect(row(page, 'old logs/')).toBeVisible()
  await expect(row(page, 'logs/')).toHaveCount(0)
  await openRow(page, 'old logs/')
  await expect(row(page, 'x')).toBeVisible()

  // Cells too.
  await page.keyboard.press('ControlOrMeta+2')
  await page.getByRole('gridcell', { name: 'x' }).click()
  await page.keyboard.press('F2')
  await page.getByRole('textbox', { name: 'New name of x' }).fill('y')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('gridcell', { name: 'y', exact: true })).toBeVisible()
})
